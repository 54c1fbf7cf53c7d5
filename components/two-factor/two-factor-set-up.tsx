"use client";

import type { ReactNode } from "react";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import type { FormAction } from "@/lib/action/state";
import { cancelTwoFactorAction, confirmTwoFactorAction } from "@/lib/two-factor/actions";
import type { NewRecoveryCodes } from "@/lib/two-factor/schema";

interface TwoFactorSetUpProps {
  /** In base32. */
  secret: string;
  qrCode: ReactNode;
  onTurnedOn: (recoveryCodes: readonly string[]) => void;
}

/** Gives the secret to an app, and asks for the first code that it shows. */
export function TwoFactorSetUp({ secret, qrCode, onTurnedOn }: TwoFactorSetUpProps) {
  const { run: cancel, pending } = useAction(cancelTwoFactorAction);
  // Not by the form's onSuccess: the answer brings the page of who has turned it on, and the form is gone before it could tell.
  const confirm: FormAction<NewRecoveryCodes> = async (previous, form) => {
    const state = await confirmTwoFactorAction(previous, form);
    if (state.status === "ok" && state.data) onTurnedOn(state.data.codes);
    return state;
  };
  return (
    <div className="grid max-w-md gap-4">
      <ol className="grid list-decimal gap-3 pl-5">
        <li>
          <div className="grid gap-3">
            <p>Open an authenticator app on your phone, and scan this picture.</p>
            {qrCode}
            <div>
              <p className="text-muted">Or type this key into the app:</p>
              <p className="flex items-center gap-1">
                <code className="min-w-0 break-words font-mono">{secret.match(/.{1,4}/g)?.join(" ")}</code>
                <CopyButton text={secret} label="Copy the key" />
              </p>
            </div>
          </div>
        </li>
        <li>Enter the six digits that the app shows now.</li>
      </ol>
      <ActionForm action={confirm} className="grid gap-4">
        <TextField name="code" label="Code" inputMode="numeric" autoComplete="one-time-code" required />
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="primary" pendingText="Checking">
            Turn on
          </SubmitButton>
          <Button variant="ghost" disabled={pending} onClick={() => cancel()}>
            Cancel
          </Button>
        </div>
      </ActionForm>
    </div>
  );
}
