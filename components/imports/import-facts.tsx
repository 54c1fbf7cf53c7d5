import type { ReactNode } from "react";
import { DateTime } from "@/components/ui/date-time";
import type { ImportView } from "@/lib/imports/schema";
import { periodOf } from "./import-counts";
import { fileSize } from "./wording";

interface ImportFactsProps {
  view: ImportView;
  timeZone: string;
  locale: string;
}

/** What the file is, as far as it says itself, and when it was read, imported and undone. */
export function ImportFacts({ view, timeZone, locale }: ImportFactsProps) {
  const period = periodOf(view.statements);
  const day = (value: string) => <DateTime value={value} dateOnly locale={locale} />;
  const instant = (value: string) => <DateTime value={value} timeZone={timeZone} locale={locale} />;
  return (
    <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
      <Fact label="Recognised as">{view.formatName}</Fact>
      <Fact label="Size">{fileSize(view.fileSize)}</Fact>
      <Fact label="Covers">
        {period ? (
          <>
            {day(period.from)} to {day(period.to)}
          </>
        ) : (
          "The file doesn't say"
        )}
      </Fact>
      {!view.importedAt && <Fact label="Read">{instant(view.createdAt)}</Fact>}
      {view.importedAt && <Fact label="Imported">{instant(view.importedAt)}</Fact>}
      {view.undoneAt && <Fact label="Undone">{instant(view.undoneAt)}</Fact>}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="tabular">{children}</dd>
    </div>
  );
}
