"use client";

import { type ReactNode, useContext, useState } from "react";
import type { IdentityProof } from "@/lib/action/outcome";
import type { ActionState, FormAction } from "@/lib/action/state";
import { IdentityPromptContext } from "./identity-prompt";
import { type ActionValues, type UseAction, useAction } from "./use-action";

interface Question {
  proofs: readonly IdentityProof[];
  answer: (isProved: boolean) => void;
}

/**
 * As {@link useAction} without toasts, for what may need a recent sign-in: then a run asks for the proof and goes on, and its answer is
 * the last one. Whoever uses it renders `prompt`.
 */
export function useProvedAction<Data>(action: FormAction<Data>): UseAction<Data> & { prompt: ReactNode } {
  const { run, pending, error } = useAction(action, { toasts: false });
  const Prompt = useContext(IdentityPromptContext);
  const [question, setQuestion] = useState<Question>();

  const runProved = async (values?: ActionValues): Promise<ActionState<Data> | null> => {
    const state = await run(values);
    const proofs = state?.status === "error" ? state.proofs : undefined;
    if (!proofs || !Prompt) return state;
    const isProved = await new Promise<boolean>((answer) => setQuestion({ proofs, answer }));
    setQuestion(undefined);
    return isProved ? run(values) : state;
  };

  const prompt = question && Prompt && (
    <Prompt open proofs={question.proofs} onProved={() => question.answer(true)} onDismiss={() => question.answer(false)} />
  );
  return { run: runProved, pending, error, prompt };
}
