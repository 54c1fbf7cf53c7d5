import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(path.join(import.meta.dirname, "../../app/globals.css"), "utf8");

/** The `--name: #rrggbb` lines of a stretch of CSS. */
function tokens(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\s*;/g)].map(([, name = "", hex = ""]) => [name, hex]));
}

const root = css.slice(css.indexOf("\n:root {"), css.indexOf("@theme inline"));
const [lightText = "", darkText = ""] = root.split("@variant dark {");
const light = tokens(lightText);
const THEMES = { light, dark: { ...light, ...tokens(darkText) } };

/** Relative luminance of `#rrggbb`, 0 for black to 1 for white (WCAG 2.2). */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of two colours, 1 to 21. */
function contrast(a: string, b: string): number {
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (bright + 0.05) / (dim + 0.05);
}

const GROUNDS = ["canvas", "surface", "raised", "sunken"];
const on = (grounds: readonly string[], ...names: string[]) => names.flatMap((name) => grounds.map((ground) => [name, ground] as const));

/** What is read: 4.5:1. */
const TEXT = [
  ...on(GROUNDS, "ink", "muted", "accent-ink", "gain", "loss", "danger"),
  ...on(["accent-wash", "info-wash", "warning-wash", "gain-wash", "loss-wash"], "ink", "accent-ink"),
  ...on(["accent", "accent-hover"], "on-accent"),
  ...on(["danger", "danger-hover"], "on-danger"),
  ...on(["accent-wash"], "muted"),
  ...on(["info-wash"], "info"),
  ...on(["warning-wash"], "warning"),
  ...on(["gain-wash"], "gain"),
  ...on(["loss-wash"], "loss"),
  ...on(["ink"], "canvas"),
];

/** What is recognised, not read: 3:1. */
const SHAPES = [
  ...on(GROUNDS, "control", "focus", "accent"),
  ...on(["surface", "canvas"], "series-1", "series-2", "series-3", "series-4", "series-5", "series-6", "series-7", "series-8"),
  ...on(["accent-wash", "info-wash", "warning-wash", "gain-wash", "loss-wash"], "focus"),
];

describe.each(Object.entries(THEMES))("in the %s theme", (_name, theme) => {
  const ratio = (a: string, b: string) => contrast(theme[a] ?? "", theme[b] ?? "");

  it.each(TEXT)("%s can be read on %s (4.5:1)", (text, ground) => {
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(SHAPES)("%s can be made out on %s (3:1)", (shape, ground) => {
    expect(ratio(shape, ground)).toBeGreaterThanOrEqual(3);
  });
});

describe("the two themes", () => {
  it("give every colour a dark twin", () => {
    expect(Object.keys(tokens(darkText))).toEqual(Object.keys(light));
  });

  it("are the colours that class names can use", () => {
    const used = [...css.matchAll(/--color-[\w-]+: var\(--([\w-]+)\)/g)].map(([, name]) => name).filter((name) => name !== "scrim");
    expect(used).toEqual(Object.keys(light));
  });
});
