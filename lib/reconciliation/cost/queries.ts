import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { instrumentKey, valueOf } from "@/lib/engine/ledger-row";
import { type LedgerPosition, ledgerHoldings } from "@/lib/holdings/ledger";
import { isNow, type Moment, NOW } from "@/lib/moment/schema";
import { absolute, compare, type DecimalString, sign, subtract, ZERO } from "@/lib/money/decimal";
import { type Comparison, compareAccount, endOf } from "../comparison/queries";
import { evidenceOf } from "../evidence/queries";
import { dayOf, standingAcceptances } from "../history/queries";
import { agrees, covers } from "../rules";
import type { ComparisonLine, CostLine, SnapshotMoment } from "../schema";
import { costCauses, perUnitOf, sameCost } from "./rules";

/** An average cost folds the whole ledger. */
const TIMEOUT_MS = 60_000;

/**
 * What both sides say that their units cost, of each instrument whose units agree: where they don't, the cost can't either. Null when there
 * is no such account or snapshot, or it is somebody else's.
 */
export function getCosts(actor: Actor, accountId: bigint, snapshot: SnapshotMoment, moment: Moment = NOW): Promise<CostLine[] | null> {
  return asActor(
    actor,
    async (tx) => {
      const account = await tx.brokerAccount.findUnique({ where: { id: accountId }, select: { id: true, displayName: true } });
      if (!account) return null;
      const comparison = await compareAccount(tx, accountId, snapshot, moment);
      const { lines, costs } = await costsOf(tx, accountId, comparison, snapshot, moment);
      const open = isNow(moment) ? costs.filter(({ state }) => state === "open") : [];
      const differing = largest(open).map(({ subject }) => subject.key);
      const rows = await evidenceOf(tx, account, comparison, differing, endOf(snapshot));
      const acceptances = (await standingAcceptances(tx, [accountId], moment.known)).filter(({ figure }) => figure === "cost");
      return costs.map((cost): CostLine => {
        const { difference, ledger, subject } = cost;
        const line = lines.find((each) => each.subject.key === subject.key);
        if (cost.state !== "open" || difference === null || ledger === null || !line) return cost;
        const accepted = acceptances.find((each) => each.subject === subject.key && covers(each, difference, dayOf(moment)));
        const own = rows.filter((row) => row.subject === subject.key);
        return {
          ...cost,
          state: accepted ? "accepted" : "open",
          causes: differing.includes(subject.key) ? costCauses({ line, ledgerCost: ledger, difference, rows: own }) : null,
          accepted: accepted ?? null,
        };
      });
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

/** What both sides say, of each instrument whose units agree, with nothing about why they differ. */
export async function costsOf(
  tx: Transaction,
  accountId: bigint,
  comparison: Comparison,
  snapshot: SnapshotMoment,
  moment: Moment,
): Promise<{ lines: ComparisonLine[]; costs: CostLine[] }> {
  const lines = comparison.lines.filter((line) => line.subject.kind === "instrument" && agrees(line) && sign(line.broker) !== 0);
  if (lines.length === 0) return { lines, costs: [] };
  const positions = await positionsOf(tx, accountId, comparison, endOf(snapshot), moment);
  return { lines, costs: lines.map((line) => costLine(line, positions.get(line.subject.key) ?? [])) };
}

/** Causes are looked for where it matters most: a list of hundreds is read from the top, if at all. */
const MOST_EXPLAINED = 30;

const largest = (costs: readonly CostLine[]): CostLine[] =>
  [...costs].sort((a, b) => compare(absolute(b.difference ?? ZERO), absolute(a.difference ?? ZERO))).slice(0, MOST_EXPLAINED);

/** The ledger's positions by the comparison's subjects: one instrument may have several names, and a position for each. */
async function positionsOf(
  tx: Transaction,
  accountId: bigint,
  { keyOf, groups }: Comparison,
  until: Date,
  moment: Moment,
): Promise<Map<string, LedgerPosition[]>> {
  const { positions } = await ledgerHoldings(tx, accountId, until, moment);
  const keys = new Map(groups.map((group) => [instrumentKey({ ...group, isin: group.isin ?? null }), keyOf(group)]));
  const found = new Map<string, LedgerPosition[]>();
  for (const position of positions) {
    const key = keys.get(instrumentKey(position)) ?? keyOf(position);
    found.set(key, [...(found.get(key) ?? []), position]);
  }
  return found;
}

const SEVERAL = "The ledger has it in several currencies, or under names that aren’t known to be one, each with a cost of its own.";
const NO_ROW = "The ledger doesn’t say what it cost.";

function costLine(line: ComparisonLine, positions: readonly LedgerPosition[]): CostLine {
  const open = positions.filter(({ quantity }) => sign(quantity) !== 0);
  const [only] = open;
  const ledger = open.length === 1 && only ? only.cost : null;
  const gap = ledger !== null ? null : open.length > 1 ? SEVERAL : (only?.costGap ?? NO_ROW);
  const broker = line.brokerCost ?? fromAverage(line);
  const difference = ledger === null || broker === null ? null : subtract(broker, ledger);
  return {
    subject: line.subject,
    quantity: line.broker,
    ledger,
    broker,
    ledgerAvgPrice: ledger === null ? null : perUnitOf(ledger, line),
    brokerAvgPrice: line.brokerAvgPrice ?? (broker === null ? null : perUnitOf(broker, line)),
    gap,
    difference,
    value: line.brokerValue,
    state: difference === null ? "unknown" : sameCost(difference, line.broker) ? "agrees" : "open",
    causes: [],
    accepted: null,
  };
}

function fromAverage({ brokerAvgPrice, broker, multiplier, priceUnit }: ComparisonLine): DecimalString | null {
  return brokerAvgPrice === null ? null : valueOf(broker, brokerAvgPrice, { multiplier, priceUnit });
}
