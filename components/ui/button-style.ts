import { cx } from "./class-names";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "icon";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  secondary: "border border-control bg-surface text-ink hover:bg-sunken",
  ghost: "text-ink hover:bg-sunken",
  danger: "bg-danger text-on-danger hover:bg-danger-hover",
};

// A thumb needs 40 px; a mouse doesn't, and denser rows show more of a ledger.
const SIZES: Record<ButtonSize, string> = {
  sm: "min-h-10 px-3 text-sm md:min-h-8 md:px-2.5",
  md: "min-h-10 px-4 text-sm md:min-h-9 md:px-3.5",
  icon: "size-10 md:size-8",
};

/** The look of a button, for whatever element is one. */
export function buttonStyle(variant: ButtonVariant = "primary", size: ButtonSize = "md", className?: string): string {
  return cx(
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap transition-colors duration-100",
    "disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0",
    VARIANTS[variant],
    SIZES[size],
    className,
  );
}
