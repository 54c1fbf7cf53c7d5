"use client";

import { Input, type InputProps } from "@/components/ui/input";
import { FormField, type FormFieldBase } from "./form-field";

export interface TextFieldProps extends FormFieldBase, Omit<InputProps, keyof FormFieldBase | "id" | "defaultValue" | "value"> {
  defaultValue?: string;
}

/** One line of text, or whatever else `type` says. */
export function TextField({ name, label, hint, required, optional, className, defaultValue, ...input }: TextFieldProps) {
  return (
    <FormField {...{ name, label, hint, required, optional, className, defaultValue }}>
      {(control) => <Input {...input} {...control} />}
    </FormField>
  );
}
