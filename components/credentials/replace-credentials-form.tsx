"use client";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { replaceCredentialsAction } from "@/lib/credentials/actions";
import { CredentialFields } from "./credential-fields";
import type { CredentialInput } from "./credential-input";

interface ReplaceCredentialsFormProps {
  accountId: string;
  inputs: readonly CredentialInput[];
  /** Whether blank fields can keep what is sealed. */
  canKeep: boolean;
}

/** Takes new credentials in and never gives any out. */
export function ReplaceCredentialsForm({ accountId, inputs, canKeep }: ReplaceCredentialsFormProps) {
  return (
    <ActionForm action={replaceCredentialsAction} resetOnSuccess className="max-w-xl space-y-5">
      <input type="hidden" name="accountId" value={accountId} />
      <p className="text-muted">
        {canKeep ? "Fill in what changes; a blank field keeps what is sealed." : "Fill in every field."} What you enter is sealed at once
        and never shown again.
      </p>
      <CredentialFields inputs={inputs} required={!canKeep} />
      <SubmitButton variant="primary">Replace credentials</SubmitButton>
    </ActionForm>
  );
}
