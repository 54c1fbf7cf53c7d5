import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import type { TransactionView } from "@/lib/transactions/view";

/** What sets a row apart: it wants a look, and why, or somebody has changed it. */
export function TransactionBadges({ row }: { row: Pick<TransactionView, "needsReview" | "reasons" | "edited"> }) {
  const why = row.reasons.join(" ");
  return (
    <>
      {row.needsReview && (
        <Badge tone="warning" icon={<Icon name="triangle-alert" />} title={why || undefined} className="relative z-1">
          Needs review
          {why && <span className="sr-only">: {why}</span>}
        </Badge>
      )}
      {row.edited && (
        <Badge icon={<Icon name="pencil-line" />} className="relative z-1">
          Edited
        </Badge>
      )}
    </>
  );
}
