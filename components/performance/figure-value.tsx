import { Gain, Money } from "@/components/ui/money";
import type { Figure } from "@/lib/performance/schema";
import { Percent } from "./percent";

/** `gain` and `return` carry sign, arrow and colour; `return` and `percent` are fractions. */
export type FigureKind = "amount" | "gain" | "percent" | "return";

export interface FigureValueProps {
  figure: Figure;
  kind: FigureKind;
  currency: string;
  locale: string;
}

/** The amount of a figure, or a dash with the reason why there is none. */
export function FigureValue({ figure: { amount, reason }, kind, currency, locale }: FigureValueProps) {
  const shared = { value: amount, reason: reason ?? undefined, locale };
  switch (kind) {
    case "amount":
      return <Money {...shared} currency={currency} />;
    case "gain":
      return <Gain {...shared} currency={currency} />;
    case "percent":
    case "return":
      return <Percent {...shared} isGain={kind === "return"} />;
  }
}
