import { Badge } from "@/components/ui/badge";
import type { Outcome } from "@/lib/imports/outcomes";
import type { ImportView } from "@/lib/imports/schema";
import { outcomeLabel } from "./outcome-labels";

const TONES = {
  new: "success",
  changed: "info",
  removed: "warning",
  known: "neutral",
  kept: "info",
  skipped: "neutral",
  refused: "danger",
} as const satisfies Record<Outcome, string>;

export function OutcomeBadge({ outcome, status }: { outcome: Outcome; status: ImportView["status"] }) {
  return <Badge tone={TONES[outcome]}>{outcomeLabel(outcome, status)}</Badge>;
}
