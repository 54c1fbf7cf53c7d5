"use client";

import { Button, type ButtonProps } from "@/components/ui/button";
import { useForm } from "./form-context";

export interface SubmitButtonProps extends Omit<ButtonProps, "type" | "pending"> {
  /** Shown while the action runs: "Saving". */
  pendingText?: string;
}

/** Sends the form around it. While the answer is on its way it says so, and further presses do nothing. */
export function SubmitButton({ pendingText, children, ...rest }: SubmitButtonProps) {
  const { pending } = useForm();
  return (
    <Button {...rest} type="submit" pending={pending}>
      {pending && pendingText ? pendingText : children}
    </Button>
  );
}
