import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import type { Theme } from "./theme";

/** How the themes are offered, wherever they are. */
export const THEME_OPTIONS: readonly { value: Theme; label: string; icon: ReactNode }[] = [
  { value: "system", label: "System", icon: <Icon name="monitor" /> },
  { value: "light", label: "Light", icon: <Icon name="sun" /> },
  { value: "dark", label: "Dark", icon: <Icon name="moon" /> },
];
