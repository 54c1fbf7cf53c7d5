import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import type { ImportProblem } from "@/lib/imports/schema";

/** Why the last step was given up, and what can be done. */
export function ImportProblemNote({ title, problem, actions }: { title: string; problem: ImportProblem; actions?: ReactNode }) {
  return (
    <Alert tone="danger" title={title} actions={actions}>
      <p>{problem.problem}</p>
      {problem.mend && <p className="mt-1">{problem.mend}</p>}
    </Alert>
  );
}
