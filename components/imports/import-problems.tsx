import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import type { ImportView } from "@/lib/imports/schema";
import { AnswerForm } from "./answer-form";
import { GivenAnswers } from "./given-answers";
import { ProblemGroups } from "./problem-groups";
import { RefusedLines } from "./refused-lines";
import { counted } from "./wording";

/** Everything about a file that needs a person, all at once and sorted by cause: what one answer mends, what the file has to mend, what to look at. */
export function ImportProblems({ view }: { view: ImportView }) {
  const refused = view.lines.refused ?? 0;
  if (view.status === "imported" && refused > 0) {
    return (
      <Alert tone="warning" title={`${counted(refused, "line")} could not be read`}>
        <RefusedLines view={view} />
      </Alert>
    );
  }
  if (view.status !== "preview") return null;
  const { missingCurrency, review } = view.problems;
  const { currency, tradeTypes = {} } = view.answers;
  // What was left as Other on purpose is no question any more.
  const unknownTypes = view.problems.unknownTypes.filter(({ rawType }) => !Object.hasOwn(tradeTypes, rawType));
  const asks = missingCurrency !== null || unknownTypes.length > 0;
  const answered = currency !== undefined || Object.keys(tradeTypes).length > 0;
  if (!asks && !answered && refused === 0 && review.length === 0) return null;
  return (
    <Card title="Before you import" description="What needs you, each thing once for all lines alike." flush>
      <div className="divide-y divide-line">
        {asks && (
          <Part title="Answer once for all lines alike">
            <AnswerForm importId={view.id} missingCurrency={missingCurrency} unknownTypes={unknownTypes} />
          </Part>
        )}
        {refused > 0 && (
          <Part title={`${counted(refused, "line")} can't be read`}>
            <RefusedLines view={view} />
          </Part>
        )}
        {review.length > 0 && (
          <Part title="To be looked at">
            <ProblemGroups groups={review} />
            <p className="mt-2 text-muted">These rows are imported, and marked for review in the ledger.</p>
          </Part>
        )}
        {answered && (
          <Part title="What you said">
            <GivenAnswers importId={view.id} answers={view.answers} />
          </Part>
        )}
      </div>
    </Card>
  );
}

/** One cause in the panel. */
function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="space-y-2 px-4 py-4 md:px-5">
      <h3 className="font-semibold">{title}</h3>
      {children}
    </section>
  );
}
