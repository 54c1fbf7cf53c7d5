"use client";

import { useSyncExternalStore } from "react";
import { THEME_COOKIE, type Theme, themeFromCookie } from "./theme";

const CHANGED = "truefolio:theme";
const ONE_YEAR = 365 * 24 * 60 * 60;

function subscribe(notify: () => void): () => void {
  window.addEventListener(CHANGED, notify);
  return () => window.removeEventListener(CHANGED, notify);
}

function setTheme(theme: Theme): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain http, where people run this at home
  document.cookie = `${THEME_COOKIE}=${theme}; Path=/; Max-Age=${ONE_YEAR}; SameSite=Lax${secure}`;
  document.documentElement.dataset.theme = theme;
  window.dispatchEvent(new Event(CHANGED));
}

/** The chosen theme and how to change it. The attribute on `<html>` is the one truth, which the server wrote from the cookie. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(
    subscribe,
    () => themeFromCookie(document.documentElement.dataset.theme),
    () => "system" as const,
  );
  return [theme, setTheme];
}
