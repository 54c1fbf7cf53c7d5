"use client";
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
  return inputs.map(({ name, label, help, secret }) => {
    const Field = secret ? SecretField : TextField;
    return <Field key={name} name={name} label={label} hint={help} required={required} />;
  });
}
