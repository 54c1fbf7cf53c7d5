"use client";
import { useRouter } from "next/navigation";
import { Progress } from "@/components/ui/progress";
import { useImportProgress } from "./use-import-progress";

/** How far the writing of an import is. Before its first batch is written the bar only says that work is under way. */
export function ImportProgressBar({ base, onSettled }: { base: string; onSettled?: () => void }) {
  const progress = useImportProgress(base, onSettled);
  const { done, total } = progress ?? { done: 0, total: 0 };
  const undoing = progress?.status === "imported" && progress.running;
  if (total === 0 || undoing) return <Progress label={undoing ? "Taking the import back" : "Importing"} />;
  return (
    <Progress label="Importing" value={done} max={total} detail={`${done.toLocaleString("en")} of ${total.toLocaleString("en")} rows`} />
  );
}

/** For somebody who comes back while it is being written: follows it, and then shows the page anew. */
export function ImportUnderWay({ base }: { base: string }) {
  const router = useRouter();
  return (
    <div className="max-w-xl space-y-2">
      <ImportProgressBar base={base} onSettled={() => router.refresh()} />
      <p className="text-muted">It goes on when you leave this page. Everything is written at the end, or nothing is.</p>
    </div>
  );
}
