"use client";

import { useRouter } from "next/navigation";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import type { FormAction } from "@/lib/action/state";
import { signUpAction } from "@/lib/users/actions";
import { NewPasswordField } from "./new-password-field";
import { refusalOf } from "./password-sign-in";

/** Creates the account, signs in with what was typed, and leads to the portfolios. */
export function SignUpForm({ passwordMinLength }: { passwordMinLength: number }) {
  const router = useRouter();
  const submit: FormAction<undefined> = async (previous, form) => {
    const state = await signUpAction(previous, form);
    if (state.status !== "ok") return state;
    const refused = await refusalOf({ email: String(form.get("email") ?? ""), password: String(form.get("password") ?? "") });
    router.replace(refused ? "/sign-in" : "/portfolios");
    router.refresh();
    return state;
  };
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
