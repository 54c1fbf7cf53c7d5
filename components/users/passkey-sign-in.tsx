"use client";

import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { signWithPasskey } from "@/components/passkeys/ask-browser";
import { type FormAction, IDLE } from "@/lib/action/state";
import { beginPasskeySignInAction } from "@/lib/passkeys/actions";
import { signInMessage } from "./sign-in-message";
import { signInWithPasskey } from "./sign-in-request";

const refused = (message: string) => ({ status: "error", message }) as const;

/** Signs in with no more than what the device has: it knows for whom the passkey is. */
export function PasskeySignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const submit: FormAction<undefined> = async () => {
    const asked = await beginPasskeySignInAction(IDLE, new FormData());
    if (asked.status !== "ok" || !asked.data) return refused(asked.status === "error" ? asked.message : signInMessage(""));
    const signed = await signWithPasskey(asked.data);
    if ("refusal" in signed) return refused(signed.refusal);
    const refusal = await signInWithPasskey(signed.answer);
    if (refusal !== null) return refused(signInMessage(refusal));
    onSignedIn();
    return { status: "ok" };
  };
  return (
    <ActionForm action={submit} className="grid gap-4">
      <SubmitButton variant="secondary" pendingText="Asking the browser">
        Sign in with a passkey
      </SubmitButton>
    </ActionForm>
  );
}
