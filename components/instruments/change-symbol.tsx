"use client";
import { TextField } from "@/components/form/text-field";
import { changeSymbolAction } from "@/lib/instruments/actions";
import { InstrumentDialog } from "./instrument-dialog";

const CODE = { autoComplete: "off", autoCapitalize: "characters", spellCheck: false } as const;

export function ChangeSymbol({ id, currency }: { id: string; currency: string | null }) {
  return (
    <InstrumentDialog
      trigger={{ label: "Change symbol", variant: "secondary" }}
      title="Change symbol"
      description="For a company that trades under another symbol from a day on. Rows under the old one still belong to it."
      action={changeSymbolAction}
      instrumentId={id}
      submitLabel="Change symbol"
    >
      <div className="grid grid-cols-2 gap-x-3 gap-y-4">
        <TextField {...CODE} name="symbol" label="New symbol" maxLength={64} required />
        <TextField
          {...CODE}
          name="place"
          label="Quoted in"
          defaultValue={currency ?? undefined}
          maxLength={32}
          required
          hint="A currency, or an exchange."
        />
        <TextField
          type="date"
          name="validFrom"
          label="From"
          required
          hint="Older rows under the new symbol are another company’s."
          className="col-span-2"
        />
      </div>
    </InstrumentDialog>
  );
}
