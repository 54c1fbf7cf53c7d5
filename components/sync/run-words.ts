import { counted } from "@/components/imports/wording";
import type { SyncCause, SyncCounts, SyncRun, SyncRunStatus } from "@/lib/sync/schema";

export const RUN_STATUS_LABELS: Readonly<Record<SyncRunStatus, string>> = {
  queued: "Waiting",
  running: "Under way",
  done: "Done",
  failed: "Failed",
  held: "Waits for you",
  stopped: "Stopped",
};

export const RUN_STATUS_TONES = {
  queued: "info",
  running: "info",
  done: "success",
  failed: "danger",
  held: "warning",
  stopped: "neutral",
} as const satisfies Record<SyncRunStatus, string>;

export const CAUSE_LABELS: Readonly<Record<SyncCause, string>> = {
  link: "Linked",
  person: "You asked",
  schedule: "On schedule",
  "sign-in": "You signed in",
};

/** What a sync brought, in a line: `12 new, 1 changed, 9 positions`. */
export function broughtWords(counts: SyncCounts): string {
  const parts = [
    counts.added > 0 && `${counts.added.toLocaleString("en")} new`,
    counts.changed > 0 && `${counts.changed.toLocaleString("en")} changed`,
    counts.removed > 0 && `${counts.removed.toLocaleString("en")} taken back`,
    counts.kept > 0 && `${counts.kept.toLocaleString("en")} kept as you have them`,
    counts.refused > 0 && `${counts.refused.toLocaleString("en")} not understood`,
    counts.positions > 0 && counted(counts.positions, "position"),
  ].filter((part) => part !== false);
  const rows = counts.added + counts.changed + counts.removed;
  return [rows === 0 && "Nothing new", ...parts].filter(Boolean).join(", ");
}

/** How long it took, in seconds; null while it isn't over. */
export function secondsOf({ startedAt, finishedAt }: Pick<SyncRun, "startedAt" | "finishedAt">): number | null {
  return startedAt && finishedAt ? Math.max(0, (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000) : null;
}

/** `0.4 s`, `12 s`, `3 min`. */
export function durationWords(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  return seconds < 119.5 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
