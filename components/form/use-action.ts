"use client";

import { useRef, useState, useTransition } from "react";
import { useToast } from "@/components/ui/toast";
import type { ActionState, FormAction } from "@/lib/action/state";
import { IDLE } from "@/lib/action/state";

export type ActionValues = Readonly<Record<string, string>>;
type Success<Data> = Extract<ActionState<Data>, { status: "ok" }>;

export interface UseAction<Data> {
  /**
   * Runs the action with plain values. One run at a time: a press meanwhile is given the answer of the run under way.
   * Resolves to null when the action led to another page or failed unexpectedly (the error boundary then shows it); never rejects.
   */
  run: (values?: ActionValues) => Promise<ActionState<Data> | null>;
  pending: boolean;
  /** Why the latest run was refused. */
  error: string | undefined;
}

export interface UseActionOptions<Data> {
  /** Toast the message of a success, and the refusal. True unless the caller shows `error` itself. */
  toasts?: boolean;
  onSuccess?: (state: Success<Data>) => void;
}

/** A form's action for a button or a menu item: no form, no fields, and the answer as a toast. */
export function useAction<Data>(action: FormAction<Data>, { toasts = true, onSuccess }: UseActionOptions<Data> = {}): UseAction<Data> {
  const [pending, startTransition] = useTransition();
  const [error, setError] = useState<string>();
  const running = useRef<Promise<ActionState<Data> | null>>(null);
  const toast = useToast();

  const settle = (state: ActionState<Data> | undefined) => {
    setError(state?.status === "error" ? state.message : undefined);
    if (toasts && state?.status === "error") toast({ message: state.message, tone: "danger" });
    if (toasts && state?.status === "ok" && state.message) toast({ message: state.message });
    if (state?.status === "ok") onSuccess?.(state);
  };

  const start = (values: ActionValues) =>
    new Promise<ActionState<Data> | null>((resolve) => {
      startTransition(async () => {
        let state: ActionState<Data> | undefined;
        try {
          state = await action(IDLE, toFormData(values));
          settle(state);
        } finally {
          // What was thrown, a redirect included, goes on to React and from there to the boundary that knows it.
          running.current = null;
          resolve(state ?? null);
        }
      });
    });

  const run = (values: ActionValues = {}) => {
    running.current ??= start(values);
    return running.current;
  };
  return { run, pending, error };
}

function toFormData(values: ActionValues): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}
