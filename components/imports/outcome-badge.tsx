import { Badge } from "@/components/ui/badge";
import { OUTCOME_LABELS, type Outcome } from "@/lib/imports/schema";

const TONES = {
  new: "success", changed: "info", removed: "warning", known: "neutral", kept: "info", skipped: "neutral", refused: "danger",
} as const satisfies Record<Outcome, string>;

export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  return <Badge tone={TONES[outcome]}>{OUTCOME_LABELS[outcome]}</Badge>;
}
