"use client";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { TextareaField } from "@/components/form/textarea-field";
import type { Choice } from "@/components/table/check-group";
import { tradeTypeRow } from "@/lib/transactions/trade-types";
import { type RowField, shownFields, signHint } from "./form-fields";

interface TransactionFieldsProps {
  /** As the form stands now. */
  typed: Readonly<Record<string, string>>;
  /** As it began. */
  values: Readonly<Record<string, string>>;
  assetTypes: readonly Choice[];
  /** The row's price is a percentage of its face value. */
  isPercent: boolean;
}

const NUMBER = { inputMode: "decimal", autoComplete: "off", spellCheck: false } as const;
const CODE = { autoComplete: "off", autoCapitalize: "characters", spellCheck: false } as const;

/** The fields of a row. One that the type doesn't ask for is disabled and out of sight, so that it isn't sent, and what was typed is kept. */
export function TransactionFields({ typed, values, assetTypes, isPercent }: TransactionFieldsProps) {
  const type = tradeTypeRow(typed.tradeType ?? "");
  const shown = shownFields(typed.tradeType ?? "", typed.assetType ?? "");
  const field = (name: RowField) => ({
    name,
    defaultValue: values[name],
    ...(shown.has(name) ? {} : { disabled: true, className: "hidden" }),
  });
  const offered = assetTypes.filter(({ value }) => value !== "cash" || values.assetType === "cash");
  return (
    <>
      <TextField {...field("symbol")} {...CODE} label="Symbol" maxLength={64} />
      <SelectField {...field("assetType")} label="Asset type" options={offered} />
      <TextField {...field("name")} label="Name" optional maxLength={200} />
      <TextField {...field("isin")} {...CODE} label="ISIN" optional maxLength={12} />
      <TextField {...field("quantity")} {...NUMBER} label="Quantity" hint={signHint(type.units, "units leave the account")} />
      <TextField {...field("price")} {...NUMBER} label="Price" hint={isPercent ? "In percent of the face value." : "Of one unit."} />
      <TextField {...field("amount")} {...NUMBER} label="Amount" hint={signHint(type.cash, "money leaves the account") ?? "Before tax."} />
      <TextField {...field("fee")} {...NUMBER} label="Fee" optional />
      <TextField {...field("tax")} {...NUMBER} label="Tax" optional />
      {/* Always sent: what an option's price is multiplied by is part of a row even where its type has no field for it. */}
      {shown.has("multiplier") ? (
        <TextField {...field("multiplier")} {...NUMBER} label="Multiplier" optional hint="Units in one contract, often 100." />
      ) : (
        <input type="hidden" name="multiplier" value={values.multiplier ?? ""} />
      )}
      <TextField name="currency" {...CODE} label="Currency" required defaultValue={values.currency} maxLength={5} />
      <TextField
        name="date"
        type="date"
        label="Date"
        required
        defaultValue={values.date}
        min="1900-01-01"
        max="2199-12-31"
        className="col-start-1"
      />
      <TextField
        name="time"
        type="time"
        step={1}
        label="Time"
        optional
        defaultValue={values.time}
        hint="In UTC. Blank for the day alone."
      />
      <TextareaField
        {...field("reason")}
        label="Reason"
        className={shown.has("reason") ? "col-span-2" : "hidden"}
        hint="Why, so that the number can be explained later."
        rows={2}
      />
      <TextareaField name="note" label="Note" optional defaultValue={values.note} className="col-span-2" rows={2} />
    </>
  );
}
