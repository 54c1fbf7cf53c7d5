"use client";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { fetchFeedAction, removeFeedAction } from "@/lib/prices/actions";

interface FeedActionsProps {
  instrumentId: string;
  instrument: string;
  isFetching: boolean;
}

/** Fetches one instrument's prices soon, or no more. */
export function FeedActions({ instrumentId, instrument, isFetching }: FeedActionsProps) {
  const soon = useAction(fetchFeedAction);
  const remove = useAction(removeFeedAction);
  return (
    <>
      {isFetching && (
        <Button
          variant="ghost"
          size="icon"
          icon={<Icon name="refresh-cw" />}
          aria-label={`Fetch ${instrument} now`}
          pending={soon.pending}
          onClick={() => void soon.run({ instrumentId })}
        />
      )}
      <Button
        variant="ghost"
        size="icon"
        icon={<Icon name="x" />}
        aria-label={`Stop fetching ${instrument}`}
        pending={remove.pending}
        onClick={() => void remove.run({ instrumentId })}
      />
    </>
  );
}
