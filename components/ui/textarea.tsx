import type { TextareaHTMLAttributes } from "react";
import { cx } from "./class-names";
import { CONTROL_STYLE } from "./control-style";

/** A native textarea that grows with what is typed, where the browser can. */
export function Textarea({ className, rows = 3, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return <textarea {...rest} rows={rows} className={cx(CONTROL_STYLE, "field-sizing-content min-h-20 py-2", className)} />;
}
