import type { Route } from "next";
import Link from "next/link";
import { Day } from "@/components/prices/day";
import { Card } from "@/components/ui/card";
import type { RateView } from "@/lib/rates/schema";
import { AddRate } from "./add-rate";
import { Rate } from "./rate";
import { RateActions } from "./rate-actions";

interface PairRatesProps {
  from: string;
  to: string;
  rates: readonly RateView[];
  next: string | null;
  /** This is not the first page. */
  isContinued: boolean;
  locale: string;
}

/** All rates of one pair, in either direction and of every source, newest first. */
export function PairRates({ from, to, rates, next, isContinued, locale }: PairRatesProps) {
  const base = `/settings/market-data/rates?pair=${from}-${to}`;
  return (
    <Card title="Rates" description="Newest first, of every source." actions={<AddRate from={from} to={to} />} flush>
      {rates.length === 0 && (
        <p className="p-4 text-muted md:px-5">{isContinued ? "There are no older ones." : "There are none of this pair."}</p>
      )}
      <ul className="divide-y divide-line" aria-label="Rates">
        {rates.map((rate) => (
          <li key={`${rate.day} ${rate.source} ${rate.from}`} className="flex items-center justify-between gap-3 py-2 pr-2 pl-4 md:pl-5">
            <div className="min-w-0">
              <Day day={rate.day} locale={locale} />
              <p className="truncate text-xs text-muted">{rate.sourceName}</p>
            </div>
            <div className="flex items-center gap-2">
              <span className={rate.id ? "text-right" : "pr-2 text-right md:pr-3"}>
                <Rate {...rate} locale={locale} />
              </span>
              {rate.id && <RateActions id={rate.id} rate={rate} />}
            </div>
          </li>
        ))}
      </ul>
      {(next || isContinued) && (
        <nav aria-label="Pages of rates" className="flex gap-4 border-t border-line px-4 py-3 md:px-5">
          {isContinued && (
            <Link href={base as Route} className="text-link">
              Newest rates
            </Link>
          )}
          {next && (
            <Link href={`${base}&before=${next}` as Route} className="text-link">
              Older rates
            </Link>
          )}
        </nav>
      )}
    </Card>
  );
}
