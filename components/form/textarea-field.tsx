"use client";

import type { TextareaHTMLAttributes } from "react";
import { Textarea } from "@/components/ui/textarea";
import { FormField, type FormFieldBase } from "./form-field";

type Native = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof FormFieldBase | "id" | "defaultValue" | "value">;

export interface TextareaFieldProps extends FormFieldBase, Native {
  defaultValue?: string;
}

/** Several lines of text. */
export function TextareaField({ name, label, hint, required, optional, className, defaultValue, ...textarea }: TextareaFieldProps) {
  return (
    <FormField {...{ name, label, hint, required, optional, className, defaultValue }}>
      {(control) => <Textarea {...textarea} {...control} />}
    </FormField>
  );
}
