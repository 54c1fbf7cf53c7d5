"use client";
import { TextField } from "@/components/form/text-field";

export interface RateValues {
  from: string;
  to: string;
  day: string;
  rate: string;
}

const CODE = { maxLength: 6, autoComplete: "off", autoCapitalize: "characters", spellCheck: false, required: true } as const;

/** What a rate is made of, in the order in which it is said. */
export function RateFields({ values }: { values: RateValues }) {
  return (
    <div className="grid grid-cols-2 gap-x-3 gap-y-4">
      <TextField {...CODE} name="from" label="One unit of" defaultValue={values.from} hint="Such as USD." />
      <TextField {...CODE} name="to" label="Is so many" defaultValue={values.to} hint="Such as EUR." />
      <TextField
        name="rate"
        label="Rate"
        inputMode="decimal"
        autoComplete="off"
        defaultValue={values.rate}
        required
        hint="Such as 0.9234."
      />
      <TextField type="date" name="day" label="Day" defaultValue={values.day} required />
    </div>
  );
}
