import { FigureTile, FigureTiles } from "@/components/performance/figure-tile";
import type { OverviewView } from "@/lib/performance/schema";

/** What has come of it since the beginning, and how fast in the period. */
export function OverviewTiles({ view, locale }: { view: OverviewView; locale: string }) {
  const shown = { currency: view.baseCurrency, locale };
  const period = view.range.period === "max" ? "since the beginning" : "in the period";
  return (
    <FigureTiles>
      <FigureTile label="Total gain" figure={view.total} kind="gain" sub="since the beginning" {...shown} />
      <FigureTile label="Unrealised" figure={view.unrealised} kind="gain" sub="on what is held" {...shown} />
      <FigureTile label="Realised" figure={view.realised} kind="gain" sub="by sales" {...shown} />
      <FigureTile label="Dividends and interest" figure={view.income} kind="amount" sub="before tax" {...shown} />
      <FigureTile label="Cost" figure={view.cost} kind="amount" sub="of what is held" {...shown} />
      <FigureTile label="Time-weighted return" figure={view.twr} kind="return" sub={period} {...shown} />
      <FigureTile label="Money-weighted return" figure={view.xirr} kind="return" sub="per year" {...shown} />
    </FigureTiles>
  );
}
