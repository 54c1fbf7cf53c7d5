"use client";

import { useRef } from "react";
import type { IdentityPromptProps } from "@/components/form/identity-prompt";
import { Dialog } from "@/components/ui/dialog";
import { IdentityForm } from "./identity-form";

/** Asks who is there, above whatever asked for it. */
export function IdentityDialog({ open, proofs, onProved, onDismiss }: IdentityPromptProps) {
  const isProved = useRef(false);
  const prove = () => {
    isProved.current = true;
    onProved();
  };
  // A form that has been accepted closes the dialog around it, which is no dismissal.
  const change = (next: boolean) => {
    if (!next && !isProved.current) onDismiss();
    isProved.current = false;
  };
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title="Confirm it’s you"
      description="You signed in a while ago, and this needs to be you. What you typed is kept."
    >
      <IdentityForm proofs={proofs} onProved={prove} />
    </Dialog>
  );
}
