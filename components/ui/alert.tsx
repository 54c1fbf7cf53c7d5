import type { HTMLAttributes, ReactNode, Ref } from "react";
import { cx } from "./class-names";
import { Icon } from "./icon";
import { TONES } from "./tones";

export type AlertTone = "info" | "success" | "warning" | "danger";

const ICONS = { info: "info", success: "circle-check", warning: "triangle-alert", danger: "circle-alert" } as const;

export interface AlertProps extends Omit<HTMLAttributes<HTMLDivElement>, "title"> {
  ref?: Ref<HTMLDivElement>;
  tone?: AlertTone;
  title?: ReactNode;
  actions?: ReactNode;
}

/** A message in the flow of the page. Danger interrupts a screen reader (`role="alert"`), the others wait their turn (`role="status"`). */
export function Alert({ tone = "info", title, actions, className, children, ...rest }: AlertProps) {
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      {...rest}
      className={cx("flex gap-3 rounded-lg border border-current/25 p-3", TONES[tone], className)}
    >
      <Icon name={ICONS[tone]} className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 space-y-1.5">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-ink">{children}</div>}
        {actions && <div className="flex flex-wrap gap-2 pt-1 text-ink">{actions}</div>}
      </div>
    </div>
  );
}
