import type { Route } from "next";
import { MomentLink } from "@/components/moment/moment-link";
import { OnlyNow } from "@/components/moment/only-now";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import type { CoverageView } from "@/lib/imports/coverage";
import { dayCount, rangeText } from "./coverage-words";

const SHOWN = 40;

/** The gaps in words, the newest first, and the way to close them. */
export function CoverageGaps({ accountId, view, locale }: { accountId: string; view: CoverageView; locale: string }) {
  const { gaps, covered } = view;
  return (
    <Card
      title="Gaps"
      actions={
        <OnlyNow>
          <ButtonLink size="sm" variant="secondary" href={`/accounts/${accountId}/import` as Route}>
            Import a file
          </ButtonLink>
        </OnlyNow>
      }
    >
      {gaps.length === 0 && covered ? (
        <p className="flex gap-2">
          <Icon name="circle-check" className="mt-0.5 size-4 shrink-0 text-gain" />
          <span>Every day of {rangeText(covered, locale)} is covered.</span>
        </p>
      ) : (
        <ul className="space-y-2">
          {gaps.slice(0, SHOWN).map((gap) => (
            <li key={gap.from}>
              No file covers{" "}
              <MomentLink href={`/accounts/${accountId}/coverage?year=${gap.from.slice(0, 4)}` as Route} className="text-link">
                {rangeText(gap, locale)}
              </MomentLink>{" "}
              <span className="text-muted">({dayCount(gap.days)})</span>
            </li>
          ))}
        </ul>
      )}
      {gaps.length > SHOWN && <p className="mt-3 text-muted">And {(gaps.length - SHOWN).toLocaleString("en")} before those.</p>}
    </Card>
  );
}
