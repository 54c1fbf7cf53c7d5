"use client";

import {
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useCallback,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from "react";
import { Alert } from "@/components/ui/alert";
import { useCloseOverlay } from "@/components/ui/overlay-context";
import { useToast } from "@/components/ui/toast";
import type { ActionState, FormAction } from "@/lib/action/state";
import { IDLE } from "@/lib/action/state";
import { ErrorSummary } from "./error-summary";
import { type FormContextValue, FormProvider } from "./form-context";
import { useIdentityPrompt } from "./identity-prompt";

type Success<Data> = Extract<ActionState<Data>, { status: "ok" }>;

export interface ActionFormProps<Data> {
  action: FormAction<Data>;
  className?: string;
  /** Empties the form once it has been accepted, for adding several things in a row or for passwords. */
  resetOnSuccess?: boolean;
  onSuccess?: (answer: Success<Data>) => void;
  children: ReactNode;
}

/**
 * The one form of the app: fields inside it show their own errors, a summary leads to them, and nothing typed is ever lost.
 * On success it shows the action's message; inside a dialog or sheet it closes that and leaves the message as a toast. When the person is to
 * confirm first that it is them, it asks, and then sends once more what it had sent.
 */
export function ActionForm<Data>({ action, className, resetOnSuccess, onSuccess, children }: ActionFormProps<Data>) {
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const [state, dispatch, pending] = useActionState<ActionState<Data>, FormData>(action, IDLE);
  const [labels, setLabels] = useState<Readonly<Record<string, string>>>({});
  const register = useCallback((name: string, label: string) => setLabels((known) => ({ ...known, [name]: label })), []);
  const closeOverlay = useCloseOverlay();
  const toast = useToast();
  const sent = useRef(false);
  const latest = useRef<FormData>(null);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    // A form given to React by `action` alone is emptied after each answer, errors included. Without a script the attribute does the work.
    event.preventDefault();
    // To React a form in a dialog is inside the form that opened it: what it sends is not that one's.
    event.stopPropagation();
    if (sent.current) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    send(new FormData(event.currentTarget, submitter));
  };
  const send = (data: FormData) => {
    sent.current = true;
    latest.current = data;
    startTransition(() => dispatch(data));
  };

  // A redirect ends the transition too, without an answer; it may lead back to this very form.
  useEffect(() => {
    if (!pending) sent.current = false;
  }, [pending]);

  const succeed = useEffectEvent((answer: Success<Data>) => {
    if (resetOnSuccess) form.current?.reset();
    onSuccess?.(answer);
    if (!closeOverlay) return;
    closeOverlay();
    if (answer.message) toast({ message: answer.message });
  });
  useEffect(() => {
    if (state.status === "ok") succeed(state);
  }, [state]);

  const { prompt, isAsking } = useIdentityPrompt(state, () => latest.current && send(latest.current));
  const failed = state.status === "error" && !isAsking ? state : null;
  const context: FormContextValue = { formId, pending, errors: failed?.fieldErrors ?? {}, values: failed?.values, register };
  return (
    <FormProvider value={context}>
      <form ref={form} action={dispatch} onSubmit={submit} noValidate className={className}>
        {failed && <ErrorSummary formId={formId} state={failed} labels={labels} />}
        {state.status === "ok" && state.message && !closeOverlay && <Alert tone="success">{state.message}</Alert>}
        {children}
      </form>
      {prompt}
    </FormProvider>
  );
}
