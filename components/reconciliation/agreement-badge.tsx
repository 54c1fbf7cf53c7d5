import { Badge } from "@/components/ui/badge";
import { formatDateTime } from "@/components/ui/date-format";
import { Icon } from "@/components/ui/icon";
import type { Agreement } from "@/lib/reconciliation/schema";

interface AgreementBadgeProps {
  agreement: Pick<Agreement, "snapshot" | "open" | "accepted">;
  locale: string;
  timeZone: string;
}

/** Whether ledger and broker agree. Nothing where there is nothing to compare. */
export function AgreementBadge({ agreement: { snapshot, open, accepted }, locale, timeZone }: AgreementBadgeProps) {
  if (!snapshot) return null;
  if (open > 0) {
    return (
      <Badge tone="warning" icon={<Icon name="triangle-alert" />}>
        {open === 1 ? "1 open difference" : `${open} open differences`}
      </Badge>
    );
  }
  return (
    <Badge tone="success" icon={<Icon name="circle-check" />} title={accepted > 0 ? `${accepted} accepted` : undefined}>
      In agreement as of {formatDateTime(snapshot.asOf, { dateOnly: snapshot.dateOnly, timeZone, locale })}
      {accepted > 0 && <span className="sr-only">, {accepted} accepted</span>}
    </Badge>
  );
}
