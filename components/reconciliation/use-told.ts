"use client";
import { useToast } from "@/components/ui/toast";
import type { ToastOptions } from "@/components/ui/toast-message";
import type { ActionState, FormAction } from "@/lib/action/state";

/**
 * An action that tells its success in a toast by itself. What is settled leaves the page in the very answer that settles it, and its form
 * goes with it, before it could tell anything.
 */
export function useTold<Data>(
  action: FormAction<Data>,
  tell: (answer: Extract<ActionState<Data>, { status: "ok" }>) => ToastOptions | null,
): FormAction<Data> {
  const toast = useToast();
  return async (previous, form) => {
    const answer = await action(previous, form);
    const told = answer?.status === "ok" ? tell(answer) : null;
    if (told) toast(told);
    return answer;
  };
}
