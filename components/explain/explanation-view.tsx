import type { Route } from "next";
import Link from "next/link";
import { MomentBanner } from "@/components/moment/moment-banner";
import { TimeTravel } from "@/components/moment/time-travel";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import type { Explanation } from "@/lib/explain/schema";
import { CopyExplanation } from "./copy-explanation";
import { DerivationInputs } from "./derivation-inputs";
import { FigureCard } from "./figure-card";
import { FigureChanges } from "./figure-changes";
import { FiledAndNow } from "./filed-and-now";

interface ExplanationViewProps {
  explanation: Explanation;
  timeZone: string;
  locale: string;
}

/** How a number came about; for one that was filed, also what became of it. */
export function ExplanationView({ explanation, timeZone, locale }: ExplanationViewProps) {
  const { derivation, since, text, link, context } = explanation;
  return (
    <>
      <PageHeader
        title={derivation.title}
        breadcrumbs={[{ label: context.label, href: context.href as Route }, { label: "Explained" }]}
        actions={
          <>
            <TimeTravel tabs={[]} timeZone={timeZone} />
            <CopyExplanation text={text} link={link} />
          </>
        }
      />
      <MomentBanner tabs={[]} timeZone={timeZone} locale={locale} />
      <div className="space-y-5">
        {since ? (
          <>
            <FiledAndNow filed={explanation} since={since} timeZone={timeZone} locale={locale} />
            <FigureChanges changes={since.changes} count={since.changeCount} timeZone={timeZone} locale={locale} />
          </>
        ) : (
          <FigureCard title="The number" derivation={derivation} locale={locale} />
        )}
        <DerivationInputs derivation={derivation} locale={locale} />
        <Card title="As text">
          <details>
            <summary className="font-medium">Show</summary>
            <pre className="tabular mt-3 font-sans break-words whitespace-pre-wrap">{text}</pre>
          </details>
          <p className="mt-3 text-muted">
            <Link href={link as Route} prefetch={false} className="text-link">
              The address of this number
            </Link>{" "}
            keeps showing it as it is recorded {since ? "in this view" : "now"}, beside what it will be then.
          </p>
        </Card>
      </div>
    </>
  );
}
