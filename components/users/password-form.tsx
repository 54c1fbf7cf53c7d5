"use client";

import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import type { FormAction } from "@/lib/action/state";
import { signInMessage } from "./sign-in-message";
import { type Credentials, signInWithPassword } from "./sign-in-request";

interface PasswordFormProps {
  onSignedIn: () => void;
  /** The password is right, and the account asks for a code as well. */
  onCodeNeeded: (credentials: Credentials) => void;
}

export function PasswordForm({ onSignedIn, onCodeNeeded }: PasswordFormProps) {
  const submit: FormAction<undefined> = async (_previous, form) => {
    const credentials = { email: String(form.get("email") ?? ""), password: String(form.get("password") ?? "") };
    const refusal = await signInWithPassword(credentials);
    if (refusal === "code") onCodeNeeded(credentials);
    else if (refusal !== null) return { status: "error", message: signInMessage(refusal), values: { email: credentials.email } };
    else onSignedIn();
    return { status: "ok" };
  };
  return (
    <ActionForm action={submit} className="grid gap-4">
      <TextField name="email" label="Email" type="email" autoComplete="username" autoCapitalize="none" spellCheck={false} required />
      <TextField name="password" label="Password" type="password" autoComplete="current-password" required />
      <SubmitButton variant="primary" pendingText="Signing in">
        Sign in
      </SubmitButton>
    </ActionForm>
  );
}
