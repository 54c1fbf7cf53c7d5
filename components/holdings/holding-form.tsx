"use client";
import { ActionForm } from "@/components/form/action-form";
import { SelectField } from "@/components/form/select-field";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import type { Choice } from "@/components/table/check-group";
import { DialogActions } from "@/components/ui/dialog";
import { CloseButton } from "@/components/ui/overlay-context";
import type { FormAction } from "@/lib/action/state";

/** What every form of a page shares. */
export interface HoldingFormContext {
  accounts: readonly Choice[];
  assetTypes: readonly Choice[];
  /** What the currency field starts with. */
  currency: string;
}

interface HoldingFormProps<Data> {
  action: FormAction<Data>;
  context: HoldingFormContext;
  hidden: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
  /** A new row says of which account and which day it is; an old one keeps both. */
  isNew: boolean;
  submitLabel: string;
}

const NUMBER = { inputMode: "decimal", autoComplete: "off", spellCheck: false } as const;
const CODE = { autoComplete: "off", autoCapitalize: "characters", spellCheck: false } as const;

/** What a person says of something that they hold. */
export function HoldingForm<Data>({ action, context, hidden, values, isNew, submitLabel }: HoldingFormProps<Data>) {
  const of = (name: string) => ({ name, defaultValue: values[name] });
  return (
    <ActionForm action={action} className="space-y-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="grid grid-cols-2 gap-x-3 gap-y-4">
        {isNew && context.accounts.length > 1 && (
          <SelectField {...of("accountId")} label="Account" required options={context.accounts} className="col-span-2" />
        )}
        <TextField {...of("symbol")} {...CODE} label="Symbol" required maxLength={64} hint="For cash, its currency." />
        <SelectField {...of("assetType")} label="Asset type" options={context.assetTypes} />
        <TextField {...of("name")} label="Name" optional maxLength={200} />
        <TextField {...of("isin")} {...CODE} label="ISIN" optional maxLength={32} />
        <TextField {...of("quantity")} {...NUMBER} label="Quantity" required hint="Negative for a short position." />
        <TextField {...of("currency")} {...CODE} label="Currency" required maxLength={5} />
        <TextField {...of("avgPrice")} {...NUMBER} label="Average price" optional hint="Paid for one unit." />
        <TextField {...of("marketPrice")} {...NUMBER} label="Market price" optional hint="Of one unit, on that day." />
        {isNew && (
          <TextField
            {...of("asOf")}
            type="date"
            label="As of"
            required
            hint="The other positions of the newest list before this day are carried over."
            className="col-span-2"
          />
        )}
      </div>
      <DialogActions>
        <CloseButton />
        <SubmitButton variant="primary" pendingText="Saving">
          {submitLabel}
        </SubmitButton>
      </DialogActions>
    </ActionForm>
  );
}
