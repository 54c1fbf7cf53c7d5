import type { InputHTMLAttributes, ReactNode } from "react";
import { cx } from "./class-names";

export interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "type"> {
  label: ReactNode;
}

/** A native checkbox inside its label, so that the words are part of the target. */
export function Checkbox({ label, className, ...rest }: CheckboxProps) {
  return (
    <label className={cx("inline-flex min-h-10 cursor-pointer items-center gap-2.5 md:min-h-8", className)}>
      <input type="checkbox" {...rest} className="size-5 shrink-0 accent-accent md:size-4" />
      <span>{label}</span>
    </label>
  );
}
