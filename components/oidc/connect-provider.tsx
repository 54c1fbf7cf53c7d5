"use client";

import { signIn } from "next-auth/react";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { beginConnectAction } from "@/lib/oidc/actions";

/** Leads to a provider and back, and the person there is theirs from then on. */
export function ConnectProvider({ id, name }: { id: string; name: string }) {
  return (
    <ActionForm action={beginConnectAction} onSuccess={() => void signIn(id, { callbackUrl: "/settings#security" })}>
      <SubmitButton variant="secondary" pendingText="Connecting" aria-label={`Connect ${name}`}>
        Connect
      </SubmitButton>
    </ActionForm>
  );
}
