import { Badge } from "@/components/ui/badge";
import type { ImportSummary } from "@/lib/imports/schema";

const STATUSES = {
  mapping: { tone: "warning", label: "Needs a mapping" },
  preview: { tone: "warning", label: "Preview" },
  imported: { tone: "success", label: "Imported" },
  undone: { tone: "neutral", label: "Undone" },
  cancelled: { tone: "neutral", label: "Cancelled" },
} as const satisfies Record<ImportSummary["status"], { tone: string; label: string }>;

export function ImportStatusBadge({ status }: { status: ImportSummary["status"] }) {
  return <Badge tone={STATUSES[status].tone}>{STATUSES[status].label}</Badge>;
}
