"use client";
import { TextField } from "@/components/form/text-field";

export interface PriceValues {
  day: string;
  price: string;
  currency: string;
}

/** What a price is made of. */
export function PriceFields({ values }: { values: PriceValues }) {
  return (
    <div className="grid grid-cols-2 gap-x-3 gap-y-4">
      <TextField type="date" name="day" label="Day" defaultValue={values.day} required className="col-span-2" />
      <TextField
        name="price"
        label="Price"
        inputMode="decimal"
        autoComplete="off"
        defaultValue={values.price}
        required
        hint="Per unit, as quoted."
      />
      <TextField
        name="currency"
        label="Currency"
        defaultValue={values.currency}
        maxLength={6}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
        hint="GBX for pence."
      />
    </div>
  );
}
