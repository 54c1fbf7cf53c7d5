import { cx } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { NotAvailable } from "@/components/ui/not-available";
import { formatPercent } from "@/components/ui/number-format";
import { type DecimalString, decimal, multiply, sign } from "@/lib/money/decimal";

const HUNDRED = decimal("100");

interface PercentProps {
  /** A fraction: 0.1 is 10 %. Null when it isn't computable, and `reason` says why. */
  value: DecimalString | null;
  reason?: string;
  locale: string;
  /** A return: with sign, arrow and colour. */
  isGain?: boolean;
}

/** A fraction as a percentage. */
export function Percent({ value, reason, locale, isGain = false }: PercentProps) {
  if (value === null) return <NotAvailable reason={reason} />;
  const direction = isGain ? sign(value) : 0;
  const arrow = direction > 0 ? "arrow-up-right" : "arrow-down-right";
  return (
    <span
      className={cx("tabular inline-flex items-center gap-1 whitespace-nowrap", direction > 0 && "text-gain", direction < 0 && "text-loss")}
    >
      {direction !== 0 && <Icon name={arrow} className="size-[1em] shrink-0" />}
      <data value={value}>{formatPercent(multiply(value, HUNDRED), { locale, signed: isGain })}</data>
    </span>
  );
}
