"use client";
import { TextField } from "@/components/form/text-field";

/** The symbol under which a provider knows an instrument. */
export function FeedField({ symbol }: { symbol: string }) {
  return (
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
  );
}
