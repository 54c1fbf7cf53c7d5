"use client";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import type { SelectOption } from "@/components/ui/select";
import { addAliasAction } from "@/lib/instruments/actions";
import { InstrumentDialog } from "./instrument-dialog";

const CODE = { autoComplete: "off", autoCapitalize: "characters", spellCheck: false } as const;

export function AddAlias({ id, kinds, currency }: { id: string; kinds: readonly SelectOption[]; currency: string | null }) {
  return (
    <InstrumentDialog
      trigger={{ label: "Add alias", variant: "secondary", size: "sm" }}
      title="Add alias"
      description="Another name that files may use for it. Rows under that name are found here from now on."
      action={addAliasAction}
      instrumentId={id}
      submitLabel="Add alias"
    >
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
    </InstrumentDialog>
  );
}
