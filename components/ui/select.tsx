import type { SelectHTMLAttributes } from "react";
import { cx } from "./class-names";
import { CONTROL_HEIGHT, CONTROL_STYLE } from "./control-style";
import { Icon } from "./icon";

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

export interface SelectProps extends SelectHTMLAttributes<HTMLSelectElement> {
  /** Shorthand for `<option>` children; children come first, for groups and placeholders. */
  options?: readonly SelectOption[];
}

/** A native select: the phone's own picker, type-ahead and screen reader support come with it. `className` sizes the whole control. */
export function Select({ className, options, children, ...rest }: SelectProps) {
  return (
    <span className={cx("relative block", className)}>
      <select {...rest} className={cx(CONTROL_STYLE, CONTROL_HEIGHT, "appearance-none truncate pr-9")}>
        {children}
        {options?.map(({ value, label, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {label}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-muted" />
    </span>
  );
}
