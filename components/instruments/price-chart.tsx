import { TimeChart } from "@/components/charts/time-chart";
import type { InstrumentTransaction } from "@/lib/instruments/schema";
import type { DecimalString } from "@/lib/money/decimal";
import { tradeMarks } from "./trade-marks";

export interface DayPrice {
  day: string;
  /** Null on days without a price. */
  price: DecimalString | null;
}

interface PriceChartProps {
  instrumentId: string;
  prices: readonly DayPrice[];
  currency: string;
  /** Those of the time that the prices are of are marked on the line. */
  transactions: readonly InstrumentTransaction[];
  locale: string;
}

/** The price of an instrument, with what the person did marked on the line. */
export function PriceChart({ instrumentId, prices, currency, transactions, locale }: PriceChartProps) {
  return (
    <TimeChart
      title="Price"
      description="An arrow up is units that came in, one down units that went out, a dot money that was paid."
      locale={locale}
      empty="There are no prices on two days yet."
      series={{
        days: prices.map(({ day }) => day),
        unit: { kind: "price", currency },
        lines: [{ label: "Price", look: "area", color: 1, values: prices.map(({ price }) => price), figure: "instrument-price" }],
        explained: { instrument: instrumentId },
        marks: tradeMarks(transactions, prices[0]?.day ?? "", locale),
      }}
    />
  );
}
