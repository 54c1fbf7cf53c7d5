"use client";
import { TextField } from "@/components/form/text-field";
import { InstrumentDialog } from "@/components/instruments/instrument-dialog";
import { saveFeedAction } from "@/lib/prices/actions";

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
      <TextField
        name="symbol"
        label="Symbol"
        defaultValue={symbol}
        maxLength={40}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
        hint="As its page there is called, such as VOD.L in London, SAP.DE in Xetra, or ^GDAXI."
      />
    </InstrumentDialog>
  );
}
