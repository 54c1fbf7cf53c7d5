import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { isNow, type Moment } from "@/lib/moment/schema";
import {
  type GainsView,
  type IncomeView,
  type InstrumentFigures,
  type OverviewView,
  type PerformanceView,
  type PeriodView,
  SHOWN_ROWS,
} from "./schema";
import { keepParts, type Part, packed, readParts, stampOf } from "./stored/cache";
import { instrumentState } from "./stored/instrument";
import { instrumentTags } from "./stored/instrument-tags";
import { type FigureSettings, readSettings } from "./stored/settings";
import { loadState, type PortfolioState } from "./stored/state";
import { inTurn } from "./stored/turn";
import { readVersions, type Versions } from "./stored/versions";
import { gainsOf } from "./views/gains";
import { incomeOf } from "./views/income";
import { instrumentFiguresOf } from "./views/instrument";
import { overviewOf } from "./views/overview";
import { type BenchmarkName, performanceOf } from "./views/performance";

/** A portfolio that nobody has looked at yet is worked out from its rows, for the page that shows it. */
const COLD_TIMEOUT_MS = 10 * 60_000;

/** The overview of a portfolio over a period; null when it isn't the actor's. */
export function getOverview(actor: Actor, portfolioId: bigint, view: PeriodView, moment: Moment): Promise<OverviewView | null> {
  return figures(actor, portfolioId, moment, {
    name: `overview/${view.period}`,
    stamp: JSON.stringify(view),
    build: async (tx, state) => overviewOf(portfolioId.toString(), state, view, await instrumentTags(tx, moment)),
  });
}

/** How a portfolio did over a period; null when it isn't the actor's. */
export function getPerformance(actor: Actor, portfolioId: bigint, view: PeriodView, moment: Moment): Promise<PerformanceView | null> {
  return figures(actor, portfolioId, moment, {
    name: `performance/${view.period}`,
    stamp: JSON.stringify(view),
    build: async (tx, state) => performanceOf(portfolioId.toString(), state, view, await benchmarkName(tx, state.settings)),
  });
}

/** What a portfolio was paid over a period; null when it isn't the actor's. */
export function getIncome(actor: Actor, portfolioId: bigint, view: PeriodView, moment: Moment): Promise<IncomeView | null> {
  return figures(actor, portfolioId, moment, {
    name: `income/${view.period}`,
    stamp: JSON.stringify(view),
    build: async (_tx, state) => incomeOf(portfolioId.toString(), state, view),
  });
}

/** The closed lots of a year, or of all, and the open ones; null when the portfolio isn't the actor's. */
export function getGains(
  actor: Actor,
  portfolioId: bigint,
  { year }: { year?: number | undefined },
  moment: Moment,
): Promise<GainsView | null> {
  return figures(actor, portfolioId, moment, {
    name: `gains/${year ?? "all"}`,
    stamp: String(year),
    build: async (_tx, state) => gainsOf(portfolioId.toString(), state, year ?? null, SHOWN_ROWS),
  });
}

/** As {@link getGains}, with every row, for a download: it is as long as the ledger, and isn't kept. */
export function getAllGains(
  actor: Actor,
  portfolioId: bigint,
  { year }: { year?: number | undefined },
  moment: Moment,
): Promise<GainsView | null> {
  return figures(actor, portfolioId, moment, {
    name: null,
    stamp: String(year),
    build: async (_tx, state) => gainsOf(portfolioId.toString(), state, year ?? null, Number.POSITIVE_INFINITY),
  });
}

/** The lots, payments and prices of an instrument over all accounts; null while nothing names it, and when it isn't the actor's. */
export function getInstrumentFigures(actor: Actor, instrumentId: bigint, moment: Moment): Promise<InstrumentFigures | null> {
  return asActor(
    actor,
    async (tx) => {
      const state = await instrumentState(tx, instrumentId, moment);
      return state && instrumentFiguresOf(state);
    },
    { timeoutMs: COLD_TIMEOUT_MS, consistent: true },
  );
}

interface Figures<View> {
  /** Of the part that is kept; null: it isn't. */
  name: string | null;
  /** What the view depends on besides the portfolio. */
  stamp: string;
  build(tx: Transaction, state: PortfolioState): Promise<View>;
}

/**
 * A view as it was kept, when nothing that it was worked out from has changed; otherwise worked out, and kept for the next time. One at a
 * time for each person: of pages that are opened at once the first does the work.
 */
async function figures<View>(actor: Actor, portfolioId: bigint, moment: Moment, wanted: Figures<View>): Promise<View | null> {
  const asked = { portfolioId, moment, today: new Date().toISOString().slice(0, 10), wanted };
  const found = await asActor(actor, (tx) => keptView(tx, asked), { consistent: true });
  return found.kind === "stale" ? inTurn(actor.userId, () => freshView(actor, asked)) : found.view;
}

interface Asked<View> {
  portfolioId: bigint;
  moment: Moment;
  today: string;
  wanted: Figures<View>;
}

type Kept<View> =
  | { kind: "view"; view: View | null }
  | { kind: "stale"; settings: FigureSettings; versions: Versions; part: Omit<Part, "content"> | null };

async function keptView<View>(tx: Transaction, { portfolioId, moment, today, wanted }: Asked<View>): Promise<Kept<View>> {
  const settings = await readSettings(tx, portfolioId, moment);
  if (!settings) return { kind: "view", view: null };
  const versions = await readVersions(tx, portfolioId);
  if (wanted.name === null || !isNow(moment)) return { kind: "stale", settings, versions, part: null };
  const part = { part: `view/${wanted.name}`, stamp: viewStamp(settings, versions, today, wanted.stamp) };
  const kept = (await readParts(tx, portfolioId, new Map([[part.part, part.stamp]]))).get(part.part);
  return kept === undefined ? { kind: "stale", settings, versions, part } : { kind: "view", view: kept as View };
}

async function freshView<View>(actor: Actor, asked: Asked<View>): Promise<View | null> {
  const { portfolioId, moment, today, wanted } = asked;
  const loaded = await asActor(
    actor,
    async (tx): Promise<{ view: View | null; keep: Part[]; drop: string[] }> => {
      const found = await keptView(tx, asked);
      if (found.kind === "view") return { view: found.view, keep: [], drop: [] };
      const { settings, versions, part } = found;
      const { state, keep, drop } = await loadState(tx, { portfolioId, settings, versions, moment, today });
      const view = await wanted.build(tx, state);
      return { view, keep: part ? [...keep, { ...part, content: await packed(JSON.stringify(view)) }] : keep, drop };
    },
    { timeoutMs: COLD_TIMEOUT_MS, consistent: true },
  );
  await keepParts(actor, portfolioId, loaded.keep, loaded.drop);
  return loaded.view;
}

function viewStamp(
  { method, baseCurrency, benchmarkInstrumentId, accounts }: FigureSettings,
  versions: Versions,
  today: string,
  more: string,
): string {
  const ledgers = [...versions.ledgers].map(([id, { version, snapshot }]) => `${id}:${version}:${snapshot}`);
  const names = JSON.stringify([...accounts]);
  return stampOf(
    method,
    baseCurrency,
    benchmarkInstrumentId,
    names,
    ledgers.join(),
    versions.prices,
    versions.rates,
    versions.instruments,
    today,
    more,
  );
}

async function benchmarkName(tx: Transaction, { benchmarkInstrumentId }: FigureSettings): Promise<BenchmarkName | null> {
  if (benchmarkInstrumentId === null) return null;
  const found = await tx.instrument.findUnique({ where: { id: BigInt(benchmarkInstrumentId) }, select: { symbol: true, name: true } });
  return found && { instrumentId: benchmarkInstrumentId, symbol: found.symbol, name: found.name || null };
}
