"use client";

import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import type { IdentityProof } from "@/lib/action/outcome";
import { proveByPasswordAction } from "@/lib/identity/actions";
import { PasskeyProof } from "./passkey-proof";

/** The ways in which a person proves that it is them. */
export function IdentityForm({ proofs, onProved }: { proofs: readonly IdentityProof[]; onProved: () => void }) {
  if (proofs.length === 0) return <p>Sign out and in again: you have neither a password here nor a passkey.</p>;
  return (
    <div className="grid gap-4">
      {proofs.includes("password") && (
        <ActionForm action={proveByPasswordAction} onSuccess={onProved} className="grid gap-4">
          <TextField name="password" label="Your password" type="password" autoComplete="current-password" required />
          <SubmitButton variant="primary" pendingText="Checking">
            Confirm
          </SubmitButton>
        </ActionForm>
      )}
      {proofs.includes("passkey") && <PasskeyProof onProved={onProved} />}
    </div>
  );
}
