"use client";
import { SelectField } from "@/components/form/select-field";
import type { InstrumentChoice } from "@/lib/instruments/schema";

/** The choice of the instrument to merge with. */
export function OtherField({ others }: { others: readonly InstrumentChoice[] }) {
  return (
    <SelectField name="otherId" label="Instrument" required defaultValue="" options={others.map(optionOf)}>
      <option value="" disabled>
        Choose one
      </option>
    </SelectField>
  );
}

const optionOf = ({ id, symbol, name, currency, isins }: InstrumentChoice) => ({
  value: id,
  label: [symbol, name, ...(isins.length > 0 ? isins : [currency])].filter(Boolean).join(" · "),
});
