import { Badge } from "@/components/ui/badge";
import { ACCOUNT_STATUS_LABELS, type AccountStatus } from "@/lib/accounts/statuses";

const TONES = {
  linking: "info",
  active: "success",
  syncing: "info",
  attention: "danger",
  paused: "warning",
  closed: "neutral",
} as const satisfies Record<AccountStatus, string>;

export function AccountStatusBadge({ status }: { status: AccountStatus }) {
  return <Badge tone={TONES[status]}>{ACCOUNT_STATUS_LABELS[status]}</Badge>;
}
