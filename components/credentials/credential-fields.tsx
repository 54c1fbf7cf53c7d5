"use client";
import { useState } from "react";
import { useForm } from "@/components/form/form-context";
import { SecretField } from "@/components/form/secret-field";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { TextareaField } from "@/components/form/textarea-field";
import type { CredentialInput } from "./credential-input";

interface CredentialFieldsProps {
  inputs: readonly CredentialInput[];
  /** Whether an empty field is an error here; elsewhere it keeps what is sealed. */
  required: boolean;
}

/** The inputs of a broker's credentials. Those that are secret are typed hidden; none is ever filled in by the page. */
export function CredentialFields({ inputs, required }: CredentialFieldsProps) {
  const answers = useFailedAnswers();
  // A secret does not outlive the attempt it was typed for: after an error its field is a new one.
  return inputs.map((input) => (
    <CredentialField key={input.secret ? `${input.name} ${answers}` : input.name} input={input} required={required} />
  ));
}

function CredentialField({ input, required }: { input: CredentialInput; required: boolean }) {
  const { name, label, help, optional } = input;
  const shared = { name, label, hint: help, required: required && !optional, optional: required && optional };
  if (input.options)
    return <SelectField {...shared} options={required ? input.options : [{ value: "", label: "As it is" }, ...input.options]} />;
  if (input.multiline) return <TextareaField {...shared} rows={5} autoComplete="off" spellCheck={false} className="font-mono" />;
  if (input.secret) return <SecretField {...shared} />;
  return <TextField {...shared} autoComplete="off" />;
}

/** How often the form around the caller came back with an error. */
function useFailedAnswers(): number {
  const { values } = useForm();
  const [last, setLast] = useState({ values, answers: 0 });
  if (last.values === values) return last.answers;
  setLast({ values, answers: last.answers + 1 });
  return last.answers + 1;
}
