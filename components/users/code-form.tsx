"use client";

import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { Button } from "@/components/ui/button";
import type { FormAction } from "@/lib/action/state";
import { signInMessage } from "./sign-in-message";
import { type Credentials, signInWithPassword } from "./sign-in-request";

interface CodeFormProps {
  /** Whose password was right. They stay in this page's memory and are sent once more with the code. */
  credentials: Credentials;
  onSignedIn: () => void;
  onBack: () => void;
}

/** The second step of signing in, for who has turned it on. */
export function CodeForm({ credentials, onSignedIn, onBack }: CodeFormProps) {
  const submit: FormAction<undefined> = async (_previous, form) => {
    const code = String(form.get("code") ?? "");
    if (code.trim() === "")
      return { status: "error", message: "One field needs your attention.", fieldErrors: { code: "Enter the code." } };
    const refusal = await signInWithPassword({ ...credentials, code });
    if (refusal !== null) return { status: "error", message: signInMessage(refusal), values: { code } };
    onSignedIn();
    return { status: "ok" };
  };
  return (
    <ActionForm action={submit} className="grid gap-4">
      <p>
        Enter the six digits that your authenticator app shows for <span className="break-all font-medium">{credentials.email}</span>.
      </p>
      <TextField
        name="code"
        label="Code"
        hint="Without the app, a recovery code works as well, each once."
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        required
      />
      <SubmitButton variant="primary" pendingText="Signing in">
        Sign in
      </SubmitButton>
      <Button variant="ghost" onClick={onBack}>
        Use another account
      </Button>
    </ActionForm>
  );
}
