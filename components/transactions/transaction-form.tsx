"use client";
import { type FormEvent, useState } from "react";
import { ActionForm } from "@/components/form/action-form";
import { SelectField } from "@/components/form/select-field";
import { SubmitButton } from "@/components/form/submit-button";
import type { Choice } from "@/components/table/check-group";
import { DialogActions } from "@/components/ui/dialog";
import { CloseButton } from "@/components/ui/overlay-context";
import type { FormAction } from "@/lib/action/state";
import type { TransactionDraft } from "@/lib/formats/types";
import { tradeTypeRow } from "@/lib/transactions/trade-types";
import { EffectLine } from "./effect-line";
import { TransactionFields } from "./transaction-fields";

/** What every form of a page shares. */
export interface TransactionFormContext {
  accounts: readonly Choice[];
  tradeTypes: readonly Choice[];
  assetTypes: readonly Choice[];
  /** What the currency field starts with. */
  currency: string;
  locale: string;
}

interface TransactionFormProps<Data> {
  action: FormAction<Data>;
  context: TransactionFormContext;
  /** Sent along unseen. */
  hidden?: Readonly<Record<string, string>>;
  /** What the fields start with. */
  values: Readonly<Record<string, string>>;
  /** The row that is edited; null for a new one. */
  original: TransactionDraft | null;
  submitLabel: string;
}

/** Everything in a form that has a name, what is hidden for now included: it comes back with its type. */
function valuesOf(form: HTMLFormElement): Record<string, string> {
  const controls = [...form.elements].filter(
    (element) => element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement,
  );
  return Object.fromEntries(controls.filter(({ name }) => name !== "").map(({ name, value }) => [name, value]));
}

/** One form for every kind of row: the type says which fields it has, and a line says what the row will do. */
export function TransactionForm<Data>({ action, context, hidden = {}, values, original, submitLabel }: TransactionFormProps<Data>) {
  const [typed, setTyped] = useState(values);
  const follow = (event: FormEvent<HTMLElement>) => {
    const form = event.currentTarget.closest("form");
    if (form) setTyped(valuesOf(form));
  };
  const { help } = tradeTypeRow(typed.tradeType ?? "");
  return (
    <ActionForm action={action} className="space-y-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div onChange={follow} className="grid grid-cols-2 gap-x-3 gap-y-4">
        {original === null && context.accounts.length > 1 && (
          <SelectField
            name="accountId"
            label="Account"
            required
            options={context.accounts}
            defaultValue={values.accountId}
            className="col-span-2"
          />
        )}
        <SelectField
          name="tradeType"
          label="Type"
          required
          options={context.tradeTypes}
          defaultValue={values.tradeType}
          hint={help}
          className="col-span-2"
        />
        <TransactionFields
          typed={typed}
          values={values}
          assetTypes={context.assetTypes}
          isPercent={original?.meta.priceUnit === "percent"}
        />
      </div>
      <EffectLine typed={typed} original={original} locale={context.locale} />
      <DialogActions>
        <CloseButton />
        <SubmitButton variant="primary" pendingText="Saving">
          {submitLabel}
        </SubmitButton>
      </DialogActions>
    </ActionForm>
  );
}
