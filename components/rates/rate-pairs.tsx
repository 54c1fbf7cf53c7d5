import type { Route } from "next";
import Link from "next/link";
import { ageWords } from "@/components/prices/age-words";
import { Day } from "@/components/prices/day";
import type { RatePair } from "@/lib/rates/schema";
import { ECB } from "@/lib/rates/sources";
import { Rate } from "./rate";

interface RatePairsProps {
  pairs: readonly RatePair[];
  label: string;
  locale: string;
}

/** Pairs of currencies with their newest rate; each leads to all of its days. */
export function RatePairs({ pairs, label, locale }: RatePairsProps) {
  return (
    <ul className="divide-y divide-line" aria-label={label}>
      {pairs.map((pair) => (
        <li key={`${pair.from}-${pair.to}-${pair.source}`} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
          <div className="min-w-0">
            <Link href={`/settings/market-data/rates?pair=${pair.from}-${pair.to}` as Route} className="font-medium hover:underline">
              {pair.from} to {pair.to}
            </Link>
            {pair.source !== ECB && (
              <p className="text-xs text-muted">
                {pair.sourceName}
                {pair.days > 1 && `, ${pair.days.toLocaleString(locale)} days`}
              </p>
            )}
          </div>
          <div className="sm:text-right">
            <Rate {...pair} locale={locale} />
            <p className="text-xs text-muted">
              <Day day={pair.day} locale={locale} />, {ageWords(pair.age)}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
