"use client";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { cancelImportAction } from "@/lib/imports/actions";
import type { ImportProgress, ImportStatus } from "@/lib/imports/schema";
import { useImportProgress } from "./use-import-progress";

interface ImportUnderWayProps {
  /** The address of the import. */
  base: string;
  importId: string;
  /** The step that the worker is at when the page is made. */
  status: ImportStatus;
}

/** Follows a step while the worker is at it, also for somebody who comes back; and then shows the page anew. */
export function ImportUnderWay({ base, importId, status }: ImportUnderWayProps) {
  const router = useRouter();
  const progress = useImportProgress(base, () => router.refresh());
  const stop = useAction(cancelImportAction);
  const canStop = status === "reading" || status === "writing";
  return (
    <div className="max-w-xl space-y-3">
      <StepProgress status={status} progress={progress} />
      <p className="text-muted">It goes on when you leave this page. {PROMISES[status]}</p>
      {canStop && (
        <Button variant="secondary" pending={stop.pending} onClick={() => stop.run({ importId })}>
          Stop
        </Button>
      )}
    </div>
  );
}

const LABELS: Partial<Record<ImportStatus, string>> = {
  reading: "Reading the file",
  writing: "Importing",
  undoing: "Taking the import back",
};
const PROMISES: Partial<Record<ImportStatus, string>> = {
  reading: "Nothing is written before you have seen the preview.",
  writing: "Everything is written at the end, or nothing is.",
  undoing: "All of it is taken back, or nothing is.",
};
const UNITS: Partial<Record<ImportStatus, string>> = { reading: "lines", writing: "rows" };

/** Before its first report the bar only says that the step is under way. */
function StepProgress({ status, progress }: { status: ImportStatus; progress: ImportProgress | null }) {
  const label = LABELS[status] ?? "Working";
  const { done, total } = progress ?? { done: 0, total: 0 };
  if (total === 0) return <Progress label={label} />;
  return (
    <Progress
      label={label}
      value={done}
      max={total}
      detail={`${done.toLocaleString("en")} of ${total.toLocaleString("en")} ${UNITS[status] ?? ""}`}
    />
  );
}
