"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ProviderButtons } from "@/components/oidc/provider-buttons";
import { Alert } from "@/components/ui/alert";
import type { ProviderName } from "@/lib/oidc/schema";
import { CodeForm } from "./code-form";
import { PasskeySignIn } from "./passkey-sign-in";
import { PasswordForm } from "./password-form";
import { signInMessage } from "./sign-in-message";
import type { Credentials } from "./sign-in-request";

interface SignInFormProps {
  /** A path of ours, already checked: where the person wanted to go. */
  destination: string;
  /** The code in `/sign-in?error=CODE`, when next-auth sent the person back here. */
  refusal?: string | undefined;
  /** Whether passkeys work at this address. */
  hasPasskeys: boolean;
  /** Other sites that vouch for people. */
  providers: readonly ProviderName[];
}

/** E-mail and password, and then a code where the account asks for one; or a passkey, which is both. */
export function SignInForm({ destination, refusal, hasPasskeys, providers }: SignInFormProps) {
  const router = useRouter();
  const [accepted, setAccepted] = useState<Credentials>();
  const enter = () => {
    router.replace(destination as Route);
    router.refresh();
  };
  if (accepted) return <CodeForm credentials={accepted} onSignedIn={enter} onBack={() => setAccepted(undefined)} />;
  return (
    <div className="grid gap-4">
      {refusal ? <Alert tone="warning">{signInMessage(refusal)}</Alert> : null}
      <PasswordForm onSignedIn={enter} onCodeNeeded={setAccepted} />
      {hasPasskeys && <PasskeySignIn onSignedIn={enter} />}
      <ProviderButtons providers={providers} destination={destination} />
    </div>
  );
}
