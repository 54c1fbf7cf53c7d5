"use client";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import type { SelectOption } from "@/components/ui/select";

const CODE = { autoComplete: "off", autoCapitalize: "characters", spellCheck: false } as const;

/** What an alias is made of. */
export function AliasFields({ kinds, currency }: { kinds: readonly SelectOption[]; currency: string | null }) {
  return (
    <div className="grid grid-cols-2 gap-x-3 gap-y-4">
      <SelectField name="kind" label="Kind" options={kinds} defaultValue="isin" />
      <TextField {...CODE} name="value" label="Value" maxLength={64} required />
      <TextField
        {...CODE}
        name="place"
        label="Quoted in"
        optional
        maxLength={32}
        hint={`For a symbol: a currency or an exchange.${currency ? ` ${currency} when left blank.` : ""}`}
        className="col-span-2"
      />
    </div>
  );
}
