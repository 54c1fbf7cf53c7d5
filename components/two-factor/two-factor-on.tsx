"use client";

import type { ReactNode } from "react";
import { ConfirmAction } from "@/components/form/confirm-action";
import { Alert } from "@/components/ui/alert";
import { renewRecoveryCodesAction, turnOffTwoFactorAction } from "@/lib/two-factor/actions";

/** Below this it is time for new ones. */
const FEW = 3;

interface TwoFactorOnProps {
  since: ReactNode;
  codesLeft: number;
  isReadable: boolean;
  onNewCodes: (codes: readonly string[]) => void;
}

export function TwoFactorOn({ since, codesLeft, isReadable, onNewCodes }: TwoFactorOnProps) {
  return (
    <div className="grid gap-3">
      <p>
        On since {since}. {codesLeft} recovery {codesLeft === 1 ? "code is" : "codes are"} left.
      </p>
      {!isReadable && (
        <Alert tone="warning" title="Codes of the app can’t be checked">
          The key with which this server keeps its secret is gone. Recovery codes still work: turn two-factor sign-in off and on again.
        </Alert>
      )}
      {codesLeft < FEW && (
        <Alert tone="warning" title="Few recovery codes are left">
          Without any, a lost phone locks you out. Make new ones.
        </Alert>
      )}
      <div className="flex flex-wrap gap-2">
        <ConfirmAction
          trigger={{ label: "New recovery codes", variant: "secondary" }}
          title="Make new recovery codes?"
          confirmLabel="Make new codes"
          tone="primary"
          action={renewRecoveryCodesAction}
          values={{}}
          onSuccess={({ data }) => data && onNewCodes(data.codes)}
        >
          The old ones stop working, used or not.
        </ConfirmAction>
        <ConfirmAction
          trigger={{ label: "Turn off", variant: "secondary" }}
          title="Turn off two-factor sign-in?"
          confirmLabel="Turn off"
          action={turnOffTwoFactorAction}
          values={{}}
        >
          The password alone is enough to sign in again, and the recovery codes are worth nothing.
        </ConfirmAction>
      </div>
    </div>
  );
}
