import type { Route } from "next";
import Link from "next/link";
import type { FeedView } from "@/lib/prices/schema";
import { FeedState } from "./feed-state";
import { SetFeed } from "./set-feed";

interface FeedLineProps {
  instrumentId: string;
  symbol: string;
  feed: FeedView | null;
  isFetching: boolean;
  locale: string;
  timeZone: string;
}

/** Whether an instrument's prices are fetched, and under which symbol. */
export function FeedLine({ instrumentId, symbol, feed, isFetching, locale, timeZone }: FeedLineProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div className="min-w-0 text-sm text-muted">
        {feed ? (
          <>
            <p>
              Yahoo Finance, as <span className="font-medium text-ink">{feed.symbol}</span>
            </p>
            <FeedState feed={feed} isFetching={isFetching} locale={locale} timeZone={timeZone} />
          </>
        ) : (
          <p>Not fetched from anywhere.</p>
        )}
        {!isFetching && (
          <p>
            Fetching is off. See{" "}
            <Link href={"/settings/market-data" as Route} className="text-link">
              market data
            </Link>
            .
          </p>
        )}
      </div>
      <SetFeed instrumentId={instrumentId} symbol={feed?.symbol ?? symbol} isNew={feed === null} />
    </div>
  );
}
