"use client";
import { lazy } from "react";
import { InstrumentDialog } from "@/components/instruments/instrument-dialog";
import { saveFeedAction } from "@/lib/prices/actions";

const FeedField = lazy(() => import("./feed-field").then((module) => ({ default: module.FeedField })));

interface SetFeedProps {
  instrumentId: string;
  /** What the field begins with. */
  symbol: string;
  isNew: boolean;
}

/** Says what Yahoo Finance calls an instrument. */
export function SetFeed({ instrumentId, symbol, isNew }: SetFeedProps) {
  return (
    <InstrumentDialog
      trigger={{ label: isNew ? "Set Yahoo symbol" : "Change symbol at Yahoo", variant: "secondary", size: "sm" }}
      title="Symbol at Yahoo Finance"
      description={isNew ? undefined : "Prices that were fetched under another symbol are removed."}
      action={saveFeedAction}
      instrumentId={instrumentId}
      submitLabel="Save"
    >
      <FeedField symbol={symbol} />
    </InstrumentDialog>
  );
}
