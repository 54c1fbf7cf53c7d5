import { absolute, type DecimalString, negate, ONE, sign, ZERO } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import { charge } from "../draft";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { readPlanLine } from "../us-plan";
import { type UsMeaning, usParts } from "../us-row";
import type { Column } from "./columns";
import { planKind, SWEEP, TYPES } from "./meanings";

export const SOURCE = "vanguard";

export type Row = TableRow<Column>;

const CORPORATE: ReadonlySet<TradeType> = new Set(["split", "spin_off", "merger", "symbol_change"]);
/** Money market funds with which accounts settle: one unit is a dollar, and lines of them often leave the units out. */
const SETTLEMENT_FUND = /MONEY\s*M(?:ARKE)?T|SETTLEMENT FUND|CASH RESERVES/i;
const NO_SYMBOL = /^(?:CASH|N\/?A|--)$/i;

const moved = (quantity: DecimalString | null) => (quantity !== null && sign(quantity) !== 0 ? quantity : null);

/** Fees as they are; `Free` is none. */
const commissionOf = (row: Row) => (/^free$/i.test(row.text("commission")) ? null : row.value("commission"));

interface Figures {
  raw: string;
  quantity: DecimalString | null;
  net: DecimalString | null;
}

/** A sweep buys or sells the settlement fund: its cash is told, and its units where the line lacks them are as many. */
function settled(
  { tradeType, subtype }: UsMeaning,
  row: Row,
  { raw, quantity, net }: Figures,
): (UsMeaning & { units: DecimalString }) | null {
  const money = moved(net);
  if (money === null) return null;
  if (SWEEP.test(raw)) return { tradeType: sign(money) < 0 ? "buy" : "sell", subtype: "sweep", units: absolute(moved(quantity) ?? money) };
  const buys = tradeType === "buy" || tradeType === "sell";
  if (!buys || moved(quantity) !== null || !SETTLEMENT_FUND.test(row.text("name"))) return null;
  return { tradeType, ...(subtype ? { subtype } : {}), units: absolute(money) };
}

/** Of a plan, the sign that a line's type gives and its figures may lack. */
function planLine(row: Row, at: { instant: string; dateOnly: boolean }, { raw, quantity, net }: Figures): FormatItem[] {
  const fund = row.requiredText("name", "The name of a fund.");
  if (row.isRefused) return [row.refusal()];
  const kind = planKind(`${raw} ${row.text("description")}`, sign(moved(quantity) ?? net ?? ZERO) > 0);
  return readPlanLine(row, { source: SOURCE, kind, fund, raw, at, quantity, amount: net });
}

/** The ledger row, or rows, of one line of the history. `named` is whether the table gives symbols. */
export function readHistoryLine(row: Row, named: boolean): FormatItem[] {
  const raw = row.requiredText("type", "A type such as Buy.");
  const at = row.time("date");
  const quantity = row.value("shares");
  const [price, net, accrued] = [row.value("price"), row.value("net"), row.value("accrued")];
  const commission = commissionOf(row);
  const settleDate = row.date("settleDate") ?? row.date("processDate");
  if (!at || row.isRefused) return [row.refusal()];
  if (!named) return planLine(row, at, { raw, quantity, net });

  const known = SWEEP.test(raw) ? { tradeType: "journal" as const, doubts: [] } : row.meaning(TYPES, raw);
  const sweep = settled(known, row, { raw, quantity, net });
  if (SWEEP.test(raw) && !sweep) return [row.skipped("A sweep of nothing.")];
  const meaning: UsMeaning = sweep ?? known;
  const units = sweep ? sweep.units : moved(quantity);
  const tradeType = meaning.tradeType === "transfer_in" && units === null ? "deposit" : meaning.tradeType;
  const name = row.text("name");
  const symbol = NO_SYMBOL.test(row.text("symbol")) ? "" : row.text("symbol") || (units === null ? "" : name);
  return [
    row.transaction(
      usParts({
        source: SOURCE,
        ...meaning,
        tradeType,
        doubts: known.doubts,
        at,
        symbol,
        name,
        ...(SETTLEMENT_FUND.test(name) ? { told: { assetType: "mutual_fund" as const } } : {}),
        quantity: units,
        price: sweep ? ONE : tradeType === "dividend" ? null : price,
        amount: tradeType === "buy" && net !== null && sign(net) > 0 ? negate(net) : net,
        fees: charge("commission", commission === null ? null : absolute(commission), "USD"),
        meta: {
          rawType: raw,
          description: row.text("description") || name,
          settleDate,
          ...(accrued !== null && sign(accrued) !== 0 ? { accruedInterest: absolute(accrued) } : {}),
          ...(tradeType === "adjustment" ? { reason: row.text("description") || raw } : {}),
          ...(CORPORATE.has(tradeType) ? { corporateAction: { kind: tradeType, description: row.text("description") || raw } } : {}),
        },
      }),
    ),
  ];
}
