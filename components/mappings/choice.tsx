"use client";
import { useId } from "react";
import { Field } from "@/components/ui/field";
import { Select, type SelectOption } from "@/components/ui/select";

interface ChoiceProps {
  label: string;
  value: string;
  hint?: string;
  options: readonly SelectOption[];
  onChoose: (value: string) => void;
}

/** One of a list, taken at once. */
export function Choice({ label, value, hint, options, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint}>
      <Select
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        value={value}
        options={options}
        onChange={(event) => onChoose(event.target.value)}
      />
    </Field>
  );
}
