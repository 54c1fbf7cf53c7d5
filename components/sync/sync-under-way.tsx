"use client";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/form/use-action";
import { counted } from "@/components/imports/wording";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { stopSyncAction } from "@/lib/sync/actions";
import type { SyncRun } from "@/lib/sync/schema";
import { useSyncProgress } from "./use-sync-progress";

/** Follows a sync, also for somebody who comes back, and then shows the page anew. */
export function SyncUnderWay({ accountId, run: first }: { accountId: string; run: SyncRun }) {
  const router = useRouter();
  const run = useSyncProgress(accountId, first, () => router.refresh());
  const stop = useAction(stopSyncAction);
  const isWaiting = run.status === "queued";
  return (
    <div className="max-w-xl space-y-3" aria-live="polite">
      <Progress
        label={isWaiting ? "Waiting for its turn" : run.phase || "Asking the broker"}
        {...(run.pages > 0 ? { detail: `${counted(run.pages, "answer")} so far` } : {})}
      />
      <p className="text-muted">It goes on when you leave this page. What comes is written at the end, all of it or nothing.</p>
      <Button variant="secondary" pending={stop.pending} onClick={() => stop.run({ accountId })}>
        Stop
      </Button>
    </div>
  );
}
