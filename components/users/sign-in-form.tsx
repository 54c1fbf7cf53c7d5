"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { Alert } from "@/components/ui/alert";
import type { FormAction } from "@/lib/action/state";
import { refusalOf } from "./password-sign-in";
import { signInMessage } from "./sign-in-message";

/**
 * @param destination a path of ours, already checked: where the person wanted to go
 * @param refusal the code in `/sign-in?error=CODE`, when next-auth sent the person back here
 */
export function SignInForm({ destination, refusal }: { destination: string; refusal?: string | undefined }) {
  const router = useRouter();
  const submit: FormAction<undefined> = async (_previous, form) => {
    const email = String(form.get("email") ?? "");
    const message = await refusalOf({ email, password: String(form.get("password") ?? "") });
    if (message) return { status: "error", message, values: { email } };
    router.replace(destination as Route);
    router.refresh();
    return { status: "ok" };
  };
  return (
    <ActionForm action={submit} className="grid gap-4">
      {refusal ? <Alert tone="warning">{signInMessage(refusal)}</Alert> : null}
      <TextField name="email" label="Email" type="email" autoComplete="username" autoCapitalize="none" spellCheck={false} required />
      <TextField name="password" label="Password" type="password" autoComplete="current-password" required />
      <SubmitButton variant="primary" pendingText="Signing in">
        Sign in
      </SubmitButton>
    </ActionForm>
  );
}
