"use client";

import { Select, type SelectProps } from "@/components/ui/select";
import { FormField, type FormFieldBase } from "./form-field";

export interface SelectFieldProps extends FormFieldBase, Omit<SelectProps, keyof FormFieldBase | "id" | "defaultValue" | "value"> {
  defaultValue?: string;
}

/** One of a list. */
export function SelectField({ name, label, hint, required, optional, className, defaultValue, ...select }: SelectFieldProps) {
  return (
    <FormField {...{ name, label, hint, required, optional, className, defaultValue }}>
      {(control) => <Select {...select} {...control} />}
    </FormField>
  );
}
