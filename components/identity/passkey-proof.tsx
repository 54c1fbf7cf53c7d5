"use client";

import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { signWithPasskey } from "@/components/passkeys/ask-browser";
import { type FormAction, IDLE } from "@/lib/action/state";
import { beginPasskeyProofAction, provePasskeyAction } from "@/lib/passkeys/actions";

/** Proves with a passkey of the very person that it is them. */
export function PasskeyProof({ onProved }: { onProved: () => void }) {
  const prove: FormAction<undefined> = async () => {
    const asked = await beginPasskeyProofAction(IDLE, new FormData());
    if (asked.status !== "ok" || !asked.data) return { status: "error", message: asked.status === "error" ? asked.message : "Try again." };
    const signed = await signWithPasskey(asked.data);
    if ("refusal" in signed) return { status: "error", message: signed.refusal };
    const form = new FormData();
    form.set("answer", signed.answer);
    return provePasskeyAction(IDLE, form);
  };
  return (
    <ActionForm action={prove} onSuccess={onProved} className="grid gap-4">
      <SubmitButton variant="secondary" pendingText="Asking the browser">
        Use a passkey
      </SubmitButton>
    </ActionForm>
  );
}
