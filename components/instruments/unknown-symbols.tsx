"use client";
import { ActionForm } from "@/components/form/action-form";
import { SelectField } from "@/components/form/select-field";
import { SubmitButton } from "@/components/form/submit-button";
import { counted, nameLines } from "@/components/imports/wording";
import { Card } from "@/components/ui/card";
import { nameSymbolsAction } from "@/lib/instruments/actions";
import type { ImportInstruments, InstrumentChoice } from "@/lib/instruments/schema";

type UnknownSymbolsProps = Pick<ImportInstruments, "unknown" | "choices"> & { importId: string };

/** Symbols that may be an instrument which the person has under another name: one answer for all lines of each. */
export function UnknownSymbols({ importId, unknown, choices }: UnknownSymbolsProps) {
  const options = [{ value: "", label: "A new instrument" }, ...choices.map((choice) => ({ value: choice.id, label: labelOf(choice) }))];
  return (
    <Card
      title={`${counted(unknown.length, "symbol")} you don't have yet`}
      description="Each becomes an instrument of its own, unless it is one that you know under another name."
    >
      <ActionForm action={nameSymbolsAction} className="space-y-4">
        <input type="hidden" name="importId" value={importId} />
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {unknown.map(({ symbol, assetType, currency, lines, total }, index) => (
            <div key={`${assetType} ${symbol} ${currency}`}>
              <input type="hidden" name={`symbol.${index}`} value={symbol} />
              <input type="hidden" name={`assetType.${index}`} value={assetType} />
              <input type="hidden" name={`currency.${index}`} value={currency} />
              <SelectField
                name={`instrument.${index}`}
                label={`${symbol} in ${currency}`}
                hint={`${nameLines(lines, total)}.`}
                defaultValue=""
                options={options}
              />
            </div>
          ))}
        </div>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <SubmitButton variant="secondary" pendingText="Applying">
            They are these instruments
          </SubmitButton>
          <p className="text-muted">The file is read again: rows that you have under the other name are then known.</p>
        </div>
      </ActionForm>
    </Card>
  );
}

/** Enough to tell it from another of the same symbol. */
function labelOf({ symbol, name, currency, isins }: InstrumentChoice): string {
  return [symbol, name, isins[0] ?? currency].filter(Boolean).join(" · ");
}
