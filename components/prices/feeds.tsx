import type { Route } from "next";
import Link from "next/link";
import { Money } from "@/components/ui/money";
import type { FeedView } from "@/lib/prices/schema";
import { Day } from "./day";
import { FeedActions } from "./feed-actions";
import { FeedState } from "./feed-state";
import { SetFeed } from "./set-feed";

interface FeedsProps {
  feeds: readonly FeedView[];
  isFetching: boolean;
  locale: string;
  timeZone: string;
}

/** Each instrument that has a symbol, its newest price, and how the last attempt went. */
export function Feeds({ feeds, isFetching, locale, timeZone }: FeedsProps) {
  return (
    <ul className="divide-y divide-line" aria-label="Symbols">
      {feeds.map((feed) => (
        <li key={feed.instrumentId} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3 first:pt-0">
          <div className="min-w-0 flex-1 basis-48">
            <p className="font-medium">
              <Link href={`/instruments/${feed.instrumentId}` as Route} className="hover:underline">
                {feed.instrument}
              </Link>{" "}
              <span className="font-normal text-muted">as {feed.symbol}</span>
            </p>
            {feed.newest && (
              <p className="text-sm">
                <Money value={feed.newest.price} currency={feed.newest.currency} locale={locale} kind="price" />{" "}
                <span className="text-xs text-muted">
                  on <Day day={feed.newest.day} locale={locale} />
                </span>
              </p>
            )}
            <FeedState feed={feed} isFetching={isFetching} locale={locale} timeZone={timeZone} />
          </div>
          <div className="flex flex-wrap gap-2">
            <SetFeed instrumentId={feed.instrumentId} symbol={feed.symbol} isNew={false} />
            <FeedActions instrumentId={feed.instrumentId} instrument={feed.instrument} isFetching={isFetching} />
          </div>
        </li>
      ))}
    </ul>
  );
}
