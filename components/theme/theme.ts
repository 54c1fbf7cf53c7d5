export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** The cookie that holds the choice, so that the very first paint is right and no script has to run before it. */
export const THEME_COOKIE = "theme";

/** The theme in a cookie's value; "system" for none and for anything unknown. Belongs in `<html data-theme>`. */
export function themeFromCookie(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}
