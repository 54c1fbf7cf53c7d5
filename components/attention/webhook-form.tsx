"use client";

import { useState } from "react";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { Alert } from "@/components/ui/alert";
import { CopyButton } from "@/components/ui/copy-button";
import { saveWebhookAction } from "@/lib/attention/actions";

/** Where deliveries go. The secret that signs them is new with every address, and on the page this once. */
export function WebhookForm() {
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <ActionForm
      action={saveWebhookAction}
      onSuccess={({ data }) => setSecret(data?.secret ?? null)}
      resetOnSuccess
      className="grid w-full max-w-xl gap-3"
    >
      {secret ? (
        <Alert tone="info" title="The signing secret">
          <p>Your receiver checks deliveries with it. It isn’t shown again; saving the address anew makes another.</p>
          <p className="mt-2 flex items-center gap-2">
            <code className="min-w-0 break-all">{secret}</code>
            <CopyButton text={secret} label="Copy signing secret" />
          </p>
        </Alert>
      ) : null}
      <TextField
        name="webhookUrl"
        label="Address"
        type="url"
        inputMode="url"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="https://example.org/hook"
        hint="A JSON message is posted there, signed as the Standard Webhooks specification says. A new address replaces the one before."
      />
      <SubmitButton variant="secondary" pendingText="Saving" className="justify-self-start">
        Save address
      </SubmitButton>
    </ActionForm>
  );
}
