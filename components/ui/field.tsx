import type { ReactNode } from "react";
import { cx } from "./class-names";
import { Icon } from "./icon";

export interface FieldText {
  hint?: ReactNode;
  error?: string;
}

/** What a control spreads so that its hint and its error are read with it. */
export interface DescribedControl {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

/** The ids that tie a control to the texts which {@link Field} renders for the same `id`. */
export function describeControl(id: string, { hint, error }: FieldText): DescribedControl {
  const described = cx(error && `${id}-error`, hint != null && hint !== "" && `${id}-hint`);
  return { id, ...(described && { "aria-describedby": described }), ...(error && { "aria-invalid": true }) };
}

export interface FieldProps extends FieldText {
  /** The control's id; spread `describeControl(id, …)` on the control. */
  id: string;
  label: string;
  /** Says "Optional" beside the label, outside of it: the accessible name stays the label alone. */
  optional?: boolean;
  className?: string;
  children: ReactNode;
}

/** A label, a control, its hint and its error. Knows nothing of forms. */
export function Field({ id, label, hint, error, optional, className, children }: FieldProps) {
  return (
    <div className={cx("space-y-1.5", className)}>
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {optional && <span className="text-xs text-muted">Optional</span>}
      </div>
      {children}
      <FieldError id={id} error={error} />
      {hint != null && hint !== "" && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}

/** The error line of a control, under the id that {@link describeControl} points at. Nothing when there is none. */
export function FieldError({ id, error }: { id: string; error?: string }) {
  if (!error) return null;
  return (
    <p id={`${id}-error`} className="flex items-start gap-1.5 text-xs font-medium text-danger">
      <Icon name="circle-alert" className="mt-px size-3.5 shrink-0" />
      {error}
    </p>
  );
}
