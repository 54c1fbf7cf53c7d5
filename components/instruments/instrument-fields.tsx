"use client";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import type { SelectOption } from "@/components/ui/select";

export interface InstrumentFieldsProps {
  name: string;
  assetType: string;
  assetTypes: readonly SelectOption[];
}

/** What a person can say about an instrument. */
export function InstrumentFields({ name, assetType, assetTypes }: InstrumentFieldsProps) {
  return (
    <>
      <TextField name="name" label="Name" defaultValue={name} maxLength={200} autoComplete="off" optional />
      <SelectField name="assetType" label="Asset type" defaultValue={assetType} options={assetTypes} />
    </>
  );
}
