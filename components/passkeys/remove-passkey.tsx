"use client";

import { ConfirmAction } from "@/components/form/confirm-action";
import { removePasskeyAction } from "@/lib/passkeys/actions";

export function RemovePasskey({ id, name }: { id: string; name: string }) {
  return (
    <ConfirmAction
      trigger={{ label: `Remove ${name}`, children: "Remove", variant: "ghost" }}
      title={`Remove “${name}”?`}
      confirmLabel="Remove passkey"
      action={removePasskeyAction}
      values={{ passkeyId: id }}
    >
      It no longer signs you in here. Your device may go on offering it until you delete it there too.
    </ConfirmAction>
  );
}
