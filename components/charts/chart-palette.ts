import type { ChartColor } from "./chart-data";

/** The theme's colours as a canvas needs them: values, where everything else on the page uses variables. */
export interface ChartPalette {
  ink: string;
  muted: string;
  line: string;
  gain: string;
  loss: string;
  info: string;
  font: string;
  colorOf: (color: ChartColor) => string;
}

/** The CSS variable of a colour. */
export function cssColor(color: ChartColor): string {
  return typeof color === "number" ? `var(--series-${color})` : `var(--${color})`;
}

/** Reads the theme where an element stands. */
export function paletteOf(element: HTMLElement): ChartPalette {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: of("ink"),
    muted: of("muted"),
    line: of("line"),
    gain: of("gain"),
    loss: of("loss"),
    info: of("info"),
    font: style.fontFamily,
    colorOf: (color) => of(typeof color === "number" ? `series-${color}` : color),
  };
}

/** A colour of the theme (`#0f5c70`) that lets what is behind it through. */
export function translucent(hex: string, opacity: number): string {
  return `${hex}${Math.round(opacity * 255)
    .toString(16)
    .padStart(2, "0")}`;
}
