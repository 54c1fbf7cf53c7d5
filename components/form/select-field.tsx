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
      {/* React sets a select's choice when it is made and never after, so a form that came back needs a new one. */}
      {(control) => <Select key={control.defaultValue} {...select} {...control} />}
    </FormField>
  );
}
