"use client";

import { type ComponentType, createContext, type ReactNode, useContext, useState } from "react";
import type { IdentityProof } from "@/lib/action/outcome";
import type { ActionState } from "@/lib/action/state";

export interface IdentityPromptProps {
  open: boolean;
  /** What the person can prove it with. */
  proofs: readonly IdentityProof[];
  onProved: () => void;
  /** Closed without a proof. */
  onDismiss: () => void;
}

/** Asks the person to confirm that it is them. Given by the signed-in shell: the plumbing of forms only knows that there may be one. */
export const IdentityPromptContext = createContext<ComponentType<IdentityPromptProps> | null>(null);

/**
 * What stands beside a form whose latest answer asks for a proof. `isAsking` from that answer on until there is another one, or the person
 * doesn't want to; inside the form's own overlay, so that the two are one above the other.
 * @param again sends what was refused once more
 */
export function useIdentityPrompt(state: ActionState<unknown>, again: () => void): { prompt: ReactNode; isAsking: boolean } {
  const Prompt = useContext(IdentityPromptContext);
  const [proved, setProved] = useState<ActionState<unknown>>();
  const [dismissed, setDismissed] = useState<ActionState<unknown>>();
  const proofs = state.status === "error" ? state.proofs : undefined;
  if (!Prompt || !proofs || state === dismissed) return { prompt: null, isAsking: false };
  const goOn = () => {
    setProved(state);
    again();
  };
  const prompt = <Prompt open={state !== proved} proofs={proofs} onProved={goOn} onDismiss={() => setDismissed(state)} />;
  return { prompt, isAsking: true };
}
