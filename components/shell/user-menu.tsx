"use client";

import type { Route } from "next";
import { themeFromCookie } from "@/components/theme/theme";
import { THEME_OPTIONS } from "@/components/theme/theme-options";
import { useTheme } from "@/components/theme/use-theme";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import type { MenuEntry } from "@/components/ui/menu-entry";
import { initials } from "./initials";

export interface UserMenuProps {
  name: string;
  email: string;
  onSignOut: () => void;
}

/** Who is signed in, and what concerns them rather than their portfolios. */
export function UserMenu({ name, email, onSignOut }: UserMenuProps) {
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
  return (
    <Menu
      entries={entries}
      trigger={{
        label: `Account of ${name || email}`,
        variant: "ghost",
        className: "-mr-2 px-1.5 md:px-1.5",
        children: <Avatar name={name || email} />,
      }}
    />
  );
}

function Avatar({ name }: { name: string }) {
  return (
    // As generated content, the letters are a picture: the button's name need not contain them.
    <span
      aria-hidden
      data-initials={initials(name)}
      className="grid size-7 place-items-center rounded-full bg-accent-wash text-xs font-semibold text-accent-ink
        before:content-[attr(data-initials)]"
    />
  );
}

function Person({ name, email }: { name: string; email: string }) {
  return (
    <span className="block max-w-60">
      {name && <span className="block truncate font-medium text-ink">{name}</span>}
      <span className="block truncate text-xs">{email}</span>
    </span>
  );
}
