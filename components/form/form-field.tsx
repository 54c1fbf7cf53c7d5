"use client";

import type { ReactNode } from "react";
import { type DescribedControl, describeControl, Field } from "@/components/ui/field";
import { useFormField } from "./form-context";

/** What every field of an ActionForm takes. */
export interface FormFieldBase {
  name: string;
  label: string;
  hint?: ReactNode;
  required?: boolean;
  /** Says "Optional" beside the label. */
  optional?: boolean;
  /** Of the whole field, for laying it out. */
  className?: string;
}

/** What the control spreads. */
export interface FormControl extends DescribedControl {
  name: string;
  required?: boolean;
  defaultValue?: string;
}

export interface FormFieldProps extends FormFieldBase {
  defaultValue?: string;
  children: (control: FormControl) => ReactNode;
}

/** A labelled field with its error and what was typed before: `<FormField name="isin" label="ISIN">{(control) => <Input {...control} />}</FormField>`. */
export function FormField({ name, label, hint, required, optional, className, defaultValue, children }: FormFieldProps) {
  const { id, error, refilled } = useFormField(name, label);
  const control: FormControl = {
    ...describeControl(id, { hint, error }),
    name,
    required,
    // Matters without a script only: with one the form is never emptied, and the browser keeps what is in it.
    defaultValue: refilled ?? defaultValue,
  };
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional} className={className}>
      {children(control)}
    </Field>
  );
}
