"use client";

import { type ReactNode, useState } from "react";
import type { TwoFactorState } from "@/lib/two-factor/schema";
import { RecoveryCodes } from "./recovery-codes";
import { TwoFactorOff } from "./two-factor-off";
import { TwoFactorOn } from "./two-factor-on";
import { TwoFactorSetUp } from "./two-factor-set-up";

interface TwoFactorSettingsProps {
  state: TwoFactorState;
  /** The picture of the secret, while it is being set up. */
  qrCode: ReactNode;
  /** When it was turned on. */
  since: ReactNode;
}

/** The second step of signing in: how it stands, and the ways to the other states. */
export function TwoFactorSettings({ state, qrCode, since }: TwoFactorSettingsProps) {
  // The server gives them out once; they stay here until the person says that they have them.
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <section aria-labelledby="two-factor" className="grid gap-3">
      <h3 id="two-factor" className="font-medium">
        Two-factor sign-in
      </h3>
      {codes ? (
        <RecoveryCodes codes={codes} onKept={() => setCodes(undefined)} />
      ) : state.status === "off" ? (
        <TwoFactorOff />
      ) : state.status === "pending" ? (
        <TwoFactorSetUp secret={state.key} qrCode={qrCode} onTurnedOn={setCodes} />
      ) : (
        <TwoFactorOn since={since} codesLeft={state.codesLeft} isReadable={state.isReadable} onNewCodes={setCodes} />
      )}
    </section>
  );
}
