"use client";

import type { Route } from "next";
import { themeFromCookie } from "@/components/theme/theme";
import { THEME_OPTIONS } from "@/components/theme/theme-options";
import { useTheme } from "@/components/theme/use-theme";
import { Icon } from "@/components/ui/icon";
import type { MenuFrame } from "@/components/ui/menu";
import type { MenuEntry } from "@/components/ui/menu-entry";
import { MenuPopup } from "@/components/ui/menu-popup";
import type { UserMenuProps } from "./user-menu";

/** What the menu of the person offers. */
export function UserMenuPopup({ name, email, onSignOut, ...frame }: UserMenuProps & MenuFrame) {
  const [theme, setTheme] = useTheme();
  const entries: MenuEntry[] = [
    { kind: "text", label: <Person name={name} email={email} /> },
    { kind: "separator" },
    { kind: "link", label: "Settings", href: "/settings" as Route, icon: <Icon name="settings" /> },
    { kind: "separator" },
    { kind: "radio", label: "Theme", value: theme, options: THEME_OPTIONS, onChange: (value) => setTheme(themeFromCookie(value)) },
    { kind: "separator" },
    { label: "Sign out", icon: <Icon name="log-out" />, onSelect: onSignOut },
  ];
  return <MenuPopup {...frame} entries={entries} />;
}

function Person({ name, email }: { name: string; email: string }) {
  return (
    <span className="block max-w-60">
      {name && <span className="block truncate font-medium text-ink">{name}</span>}
      <span className="block truncate text-xs">{email}</span>
    </span>
  );
}
