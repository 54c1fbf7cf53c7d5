"use client";

import type { InputHTMLAttributes } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { describeControl, FieldError } from "@/components/ui/field";
import { useFormField } from "./form-context";
import type { FormFieldBase } from "./form-field";

type Native = Omit<InputHTMLAttributes<HTMLInputElement>, keyof FormFieldBase | "id" | "type" | "defaultValue" | "value" | "checked">;

export interface CheckboxFieldProps extends Omit<FormFieldBase, "optional">, Native {
  defaultChecked?: boolean;
}

/** Yes or no. Sent as `on` when ticked, and not at all when not. */
export function CheckboxField({ name, label, hint, className, defaultChecked, ...input }: CheckboxFieldProps) {
  const { id, error, refilled, returned } = useFormField(name, label);
  return (
    <div className={className}>
      <Checkbox
        {...input}
        {...describeControl(id, { hint, error })}
        name={name}
        label={label}
        defaultChecked={returned ? refilled !== undefined : defaultChecked}
      />
      <FieldError id={id} error={error} />
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
