import type { ReactNode } from "react";
import { cx } from "./class-names";
import { TONES, type Tone } from "./tones";

export interface BadgeProps {
  tone?: Tone;
  icon?: ReactNode;
  /** Shown on hover; say nothing here that isn't also on the page. */
  title?: string;
  className?: string;
  children: ReactNode;
}

/** A state in a word or two. The word carries the meaning, the tone only helps to find it. */
export function Badge({ tone = "neutral", icon, title, className, children }: BadgeProps) {
  return (
    <span
      title={title}
      className={cx(
        "inline-flex items-center gap-1 rounded px-1.5 py-0.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3",
        TONES[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
