"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { Alert } from "@/components/ui/alert";
import type { FormAction } from "@/lib/action/state";
import { signUpAction } from "@/lib/users/actions";
import { NewPasswordField } from "./new-password-field";
import { signInWithPassword } from "./sign-in-request";

/** Creates the account, signs in with what was typed, and leads to the portfolios; or, where that waits for a link, says where the link is. */
export function SignUpForm({ passwordMinLength }: { passwordMinLength: number }) {
  const router = useRouter();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const submit: FormAction<{ waitsForLink: boolean }> = async (previous, form) => {
    const state = await signUpAction(previous, form);
    const email = String(form.get("email") ?? "");
    if (state.status === "ok" && state.data?.waitsForLink) setSentTo(email);
    if (state.status !== "ok" || state.data?.waitsForLink) return state;
    const refused = await signInWithPassword({ email, password: String(form.get("password") ?? "") });
    router.replace(refused ? "/sign-in" : "/portfolios");
    router.refresh();
    return state;
  };
  if (sentTo !== null)
    return (
      <Alert tone="success" title="We sent you a message">
        Follow the link in the message to {sentTo}, and your account is there. It may take a minute; look among unwanted mail too.
      </Alert>
    );
  return (
    <ActionForm action={submit} className="grid gap-4">
      <TextField name="name" label="Name" autoComplete="name" required />
      <TextField name="email" label="Email" type="email" autoComplete="username" autoCapitalize="none" spellCheck={false} required />
      <NewPasswordField name="password" label="Password" minLength={passwordMinLength} />
      <SubmitButton variant="primary" pendingText="Creating your account">
        Create account
      </SubmitButton>
    </ActionForm>
  );
}
