import type { DecimalString } from "@/lib/money/decimal";
import { sign } from "@/lib/money/decimal";
import { cx } from "./class-names";
import { Icon } from "./icon";
import { NotAvailable } from "./not-available";
import { type AmountStyle, formatAmount, formatPercent, formatQuantity } from "./number-format";

interface Figure {
  /** null when there is no sound value; then `reason` says why. */
  value: DecimalString | null;
  reason?: string;
  locale?: string;
  className?: string;
}

export interface MoneyProps extends Figure, Omit<AmountStyle, "locale"> {
  currency: string;
}

/** An amount or, with `kind="price"`, a price per unit. The element's value keeps every digit; hovering shows them. */
export function Money({ value, currency, reason, locale, signed, kind, className }: MoneyProps) {
  if (value === null) return <NotAvailable reason={reason} />;
  return (
    <data value={value} title={`${value} ${currency}`} className={cx("tabular whitespace-nowrap", className)}>
      {formatAmount(value, currency, { locale, signed, kind })}
    </data>
  );
}

export interface QuantityProps extends Figure {
  /** A plus sign before what came in. */
  signed?: boolean;
}

/** A number of units, exactly. */
export function Quantity({ value, reason, locale, signed, className }: QuantityProps) {
  if (value === null) return <NotAvailable reason={reason} />;
  return (
    <data value={value} className={cx("tabular whitespace-nowrap", className)}>
      {formatQuantity(value, { locale, signed })}
    </data>
  );
}

export interface GainProps extends Figure {
  currency: string;
  /** The same gain in percentage points (`12.5` is 12.5 %); null or left out when it has no sound basis. */
  percent?: DecimalString | null;
}

/** A gain or a loss: sign, arrow and colour say the same thing, so that none of them has to be seen. */
export function Gain({ value, currency, percent, reason, locale, className }: GainProps) {
  if (value === null) return <NotAvailable reason={reason} />;
  const direction = sign(value);
  const arrow = direction > 0 ? "arrow-up-right" : "arrow-down-right";
  return (
    <span
      className={cx(
        "tabular inline-flex items-center gap-1 whitespace-nowrap",
        direction > 0 ? "text-gain" : direction < 0 ? "text-loss" : "text-muted",
        className,
      )}
    >
      {direction !== 0 && <Icon name={arrow} className="size-[1em] shrink-0" />}
      <data value={value} title={`${value} ${currency}`}>
        {formatAmount(value, currency, { locale, signed: true })}
      </data>
      {percent != null && <span>({formatPercent(percent, { locale, signed: true })})</span>}
    </span>
  );
}
