import { Explained } from "@/components/explain/explained";
import { InstrumentLink } from "@/components/instruments/instrument-link";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/class-names";
import { Gain } from "@/components/ui/money";
import { absolute, compare, decimal, divide, multiply, sign, ZERO } from "@/lib/money/decimal";
import type { DayRange, Mover } from "@/lib/performance/schema";
import { Percent } from "./percent";

const HUNDRED = decimal("100");
const SHOWN = 8;

interface MoversProps {
  portfolioId: string;
  /** The period that they moved in. */
  range: Pick<DayRange, "from" | "to">;
  movers: readonly Mover[];
  currency: string;
  locale: string;
}

/** What moved the value most, the largest change first, gains and losses alike. */
export function Movers({ portfolioId, range: { from, to }, movers, currency, locale }: MoversProps) {
  const shown = [...movers].sort((a, b) => compare(absolute(b.change), absolute(a.change))).slice(0, SHOWN);
  const subjectOf = ({ instrumentId }: Mover) => ({ portfolio: portfolioId, instrument: instrumentId, from, to });
  const largest = shown[0] ? absolute(shown[0].change) : ZERO;
  return (
    <Card title="What moved most" description="By gain or loss in the period." flush>
      {shown.length === 0 && <p className="p-4 text-muted md:px-5">Nothing has moved in this period.</p>}
      <ul className="divide-y divide-line">
        {shown.map((mover) => (
          <li key={mover.instrumentId} className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 px-4 py-2 md:px-5">
            <p className="truncate">
              <InstrumentLink id={mover.instrumentId} className="font-medium">
                {mover.symbol}
              </InstrumentLink>
              {mover.name && <span className="ml-2 text-xs text-muted">{mover.name}</span>}
            </p>
            <p className="text-right">
              <Explained figure="period-gain" subject={subjectOf(mover)} label={`Gain of ${mover.symbol}`}>
                <Gain value={mover.change} currency={currency} locale={locale} />
              </Explained>
            </p>
            <Bar mover={mover} length={divide(multiply(absolute(mover.change), HUNDRED), largest) ?? ZERO} />
            <p className="text-right text-xs text-muted">
              <Explained figure="period-gain-percent" subject={subjectOf(mover)} label={`Gain of ${mover.symbol} in percent`}>
                <Percent value={mover.percent} reason="it was worth nothing before" locale={locale} isGain />
              </Explained>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** `length`: percent of the longest. */
function Bar({ mover, length }: { mover: Mover; length: string }) {
  return (
    <span aria-hidden className="h-1 rounded-full bg-line">
      <span
        className={cx("block h-full min-w-0.5 rounded-full", sign(mover.change) < 0 ? "bg-loss" : "bg-gain")}
        style={{ width: `${length}%` }}
      />
    </span>
  );
}
