"use client";

import { type ReactNode, useState } from "react";
import { ConfirmDialog, type ConfirmDialogProps } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/toast";
import type { ActionState, FormAction } from "@/lib/action/state";
import type { ActionValues } from "./use-action";
import { useProvedAction } from "./use-proved-action";

type Success<Data> = Extract<ActionState<Data>, { status: "ok" }>;
type Dialog = Pick<ConfirmDialogProps, "trigger" | "open" | "onOpenChange" | "title" | "phrase" | "confirmLabel" | "tone">;

export interface ConfirmActionProps<Data> extends Dialog {
  action: FormAction<Data>;
  /** What the action is sent, such as the id of the row. */
  values: ActionValues;
  onSuccess?: (answer: Success<Data>) => void;
  /** What happens, and what goes with it. */
  children: ReactNode;
}

/** A confirmation that runs an action: stays open with the reason when it is refused, closes with a toast when it is done. */
export function ConfirmAction<Data>({ action, values, onSuccess, open, onOpenChange, children, ...dialog }: ConfirmActionProps<Data>) {
  const [own, setOwn] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const { run, pending, prompt } = useProvedAction(action);
  const toast = useToast();
  const setOpen = (next: boolean) => {
    setOwn(next);
    setRefusal(undefined);
    onOpenChange?.(next);
  };
  const confirm = async () => {
    const state = await run(values);
    if (state?.status === "error") return setRefusal(state.message);
    setOwn(false);
    // null: the action leads elsewhere, and whoever owns `open` must not be told to stay.
    if (state?.status !== "ok") return;
    onOpenChange?.(false);
    if (state.message) toast({ message: state.message });
    onSuccess?.(state);
  };
  return (
    <ConfirmDialog {...dialog} open={open ?? own} onOpenChange={setOpen} pending={pending} error={refusal} onConfirm={confirm}>
      {children}
      {prompt}
    </ConfirmDialog>
  );
}
