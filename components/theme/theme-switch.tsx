"use client";

import { useId } from "react";
import { THEME_OPTIONS } from "./theme-options";
import { useTheme } from "./use-theme";

/** System, light or dark: three native radios that look like one control. Takes effect at once and is kept in this browser. */
export function ThemeSwitch() {
  const [theme, setTheme] = useTheme();
  const name = useId();
  return (
    <fieldset className="inline-flex rounded-md border border-control bg-surface p-0.5">
      <legend className="sr-only">Theme</legend>
      {THEME_OPTIONS.map(({ value, label, icon }) => (
        <label
          key={value}
          className="flex min-h-9 cursor-pointer items-center gap-2 rounded px-3 font-medium text-muted outline-focus hover:text-ink
            has-checked:bg-accent has-checked:text-on-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 md:min-h-8
            [&_svg]:size-4"
        >
          <input type="radio" name={name} value={value} checked={theme === value} onChange={() => setTheme(value)} className="sr-only" />
          {icon}
          {label}
        </label>
      ))}
    </fieldset>
  );
}
