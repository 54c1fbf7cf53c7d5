"use client";
import { TextField } from "@/components/form/text-field";

const CODE = { autoComplete: "off", autoCapitalize: "characters", spellCheck: false } as const;

/** The symbol that a company changes to, and when. */
export function SymbolFields({ currency }: { currency: string | null }) {
  return (
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
  );
}
