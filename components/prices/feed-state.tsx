import { DateTime } from "@/components/ui/date-time";
import { Icon } from "@/components/ui/icon";
import type { FeedView } from "@/lib/prices/schema";

interface FeedStateProps {
  feed: FeedView;
  isFetching: boolean;
  locale: string;
  timeZone: string;
}

/** How the fetching went last time, and what of it did not go well. */
export function FeedState({ feed: { fetchedAt, problem, dueAt }, isFetching, locale, timeZone }: FeedStateProps) {
  const at = (value: string) => <DateTime value={value} locale={locale} timeZone={timeZone} />;
  return (
    <>
      <p className="text-xs text-muted">
        {fetchedAt ? <>Fetched {at(fetchedAt)}</> : isFetching && !problem ? "To be fetched within a minute" : "Not fetched yet"}
      </p>
      {problem && (
        <p className="mt-1 flex items-start gap-1.5 text-xs text-danger">
          <Icon name="triangle-alert" className="mt-0.5 size-3.5 shrink-0" />
          <span>
            {problem} {isFetching && <>The next attempt is at {at(dueAt)}.</>}
          </span>
        </p>
      )}
    </>
  );
}
