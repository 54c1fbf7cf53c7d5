import { Icon } from "@/components/ui/icon";
import type { TradeType } from "@/lib/transactions/trade-types";

interface TradeTypeLabelProps {
  tradeType: string;
  /** Its word in the table of trade types, which is too large for a page to load; undefined for a type that the table does not know. */
  label: string | undefined;
}

/** What a row does, as its icon and its word; an unknown type is shown as it was sent. */
export function TradeTypeLabel({ tradeType, label }: TradeTypeLabelProps) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Icon name={`trade-type-${label === undefined ? "other" : (tradeType as TradeType)}`} className="size-4 shrink-0 text-muted" />
      {label ?? tradeType}
    </span>
  );
}
