"use client";
import { useState } from "react";
import { useForm } from "@/components/form/form-context";
import { SecretField } from "@/components/form/secret-field";
import { TextField } from "@/components/form/text-field";
import type { CredentialInput } from "./credential-input";

interface CredentialFieldsProps {
  inputs: readonly CredentialInput[];
  /** Whether an empty field is an error here; elsewhere it keeps what is sealed. */
  required: boolean;
}

/** The inputs of a broker's credentials. Those that are secret are typed hidden; none is ever filled in by the page. */
export function CredentialFields({ inputs, required }: CredentialFieldsProps) {
  const answers = useFailedAnswers();
  return inputs.map(({ name, label, help, secret }) =>
    // A secret does not outlive the attempt it was typed for: after an error its field is a new one.
    secret ? (
      <SecretField key={`${name} ${answers}`} name={name} label={label} hint={help} required={required} />
    ) : (
      <TextField key={name} name={name} label={label} hint={help} required={required} autoComplete="off" />
    ),
  );
}

/** How often the form around the caller came back with an error. */
function useFailedAnswers(): number {
  const { values } = useForm();
  const [last, setLast] = useState({ values, answers: 0 });
  if (last.values === values) return last.answers;
  setLast({ values, answers: last.answers + 1 });
  return last.answers + 1;
}
