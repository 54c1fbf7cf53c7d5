import type { ChartColor, ChartLine } from "./chart-data";
import { cssColor } from "./chart-palette";

interface SwatchProps {
  color: ChartColor;
  look?: ChartLine["look"] | "block";
}

/** The key of a legend, in the shape that the chart has: told apart without the colour too. */
export function Swatch({ color, look = "block" }: SwatchProps) {
  const stroke = cssColor(color);
  if (look === "block" || look === "area" || look === "below")
    return (
      <span
        aria-hidden
        className="inline-block size-2.5 shrink-0 rounded-[3px] border"
        style={{ borderColor: stroke, background: look === "block" ? stroke : `color-mix(in srgb, ${stroke} 25%, transparent)` }}
      />
    );
  return (
    <span
      aria-hidden
      className="inline-block w-3.5 shrink-0 self-center"
      style={{ borderTop: `2px ${look === "dashed" ? "dashed" : "solid"} ${stroke}` }}
    />
  );
}
