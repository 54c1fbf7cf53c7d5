export type Tone = "neutral" | "accent" | "info" | "success" | "warning" | "danger";

/** Text and ground of each tone; every pair passes 4.5:1. */
export const TONES: Record<Tone, string> = {
  neutral: "bg-sunken text-muted",
  accent: "bg-accent-wash text-accent-ink",
  info: "bg-info-wash text-info",
  success: "bg-gain-wash text-gain",
  warning: "bg-warning-wash text-warning",
  danger: "bg-loss-wash text-loss",
};
