"use client";
import { SelectField } from "@/components/form/select-field";
import { mergeInstrumentsAction } from "@/lib/instruments/actions";
import type { InstrumentChoice } from "@/lib/instruments/schema";
import { InstrumentDialog } from "./instrument-dialog";

/** Nothing where there is nothing else. */
export function MergeWith({ id, symbol, others }: { id: string; symbol: string; others: readonly InstrumentChoice[] }) {
  if (others.length === 0) return null;
  return (
    <InstrumentDialog
      trigger={{ label: "Merge with…", variant: "secondary" }}
      title={`Merge with ${symbol}`}
      description="The other one’s names and rows become part of this instrument, also where the two have different ISINs. You can undo it on this page."
      action={mergeInstrumentsAction}
      instrumentId={id}
      submitLabel="Merge"
    >
      <SelectField name="otherId" label="Instrument" required defaultValue="" options={others.map(optionOf)}>
        <option value="" disabled>
          Choose one
        </option>
      </SelectField>
    </InstrumentDialog>
  );
}

const optionOf = ({ id, symbol, name, currency, isins }: InstrumentChoice) => ({
  value: id,
  label: [symbol, name, ...(isins.length > 0 ? isins : [currency])].filter(Boolean).join(" · "),
});
