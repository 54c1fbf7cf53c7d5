import type { InputHTMLAttributes, Ref } from "react";
import { cx } from "./class-names";
import { CONTROL_HEIGHT, CONTROL_STYLE } from "./control-style";

export interface InputProps extends InputHTMLAttributes<HTMLInputElement> {
  ref?: Ref<HTMLInputElement>;
}

/** A one-line native input. */
export function Input({ className, ...rest }: InputProps) {
  return <input {...rest} className={cx(CONTROL_STYLE, CONTROL_HEIGHT, className)} />;
}
