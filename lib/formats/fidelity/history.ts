import { absolute, type DecimalString, sign } from "@/lib/money/decimal";
import { charge } from "../draft";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { isCusip } from "../us-listing";
import { type PlanLine, readPlanLine } from "../us-plan";
import { type UsMeaning, usParts } from "../us-row";
import type { Column } from "./columns";
import { actionMeaning, isCore, PLAN_WORDS } from "./meanings";

export const SOURCE = "fidelity";

export type Row = TableRow<Column>;

/** `X12345678`, alone, behind the account's name (`"Individual" X12345678`) or in the file's name. */
const NUMBER = /\b([A-Z]?\d{8,9}|[A-Z]\d{2}-?\d{6})\b/;

export function accountOf(row: Row, fileName = ""): { accountId: string; name?: string } {
  const [number, cell] = [row.text("accountNumber"), row.text("account")];
  const inCell = NUMBER.exec(cell)?.[1] ?? "";
  const name = cell.replace(inCell, "").replaceAll('"', "").trim();
  return { accountId: number || inCell || (NUMBER.exec(fileName.replaceAll("_", " "))?.[1] ?? ""), ...(name ? { name } : {}) };
}

const CORE_REASON = "A move between cash and the fund that holds it (the core position): the account's cash is the same.";

/** What a line of a workplace plan is; null for lines of other accounts, which name a symbol or the kind of account (Cash, Margin). */
function planKind(row: Row, action: string): PlanLine["kind"] | null {
  if (row.has("symbol") || row.has("type") || !row.has("description")) return null;
  return PLAN_WORDS.find(([words]) => words.test(action.trim()))?.[1] ?? null;
}

function meaningOf(row: Row, action: string, quantity: DecimalString | null): UsMeaning & { doubts: string[] } {
  const known = actionMeaning(action, quantity !== null && sign(quantity) !== 0);
  if (!known) return row.meaning({}, action);
  return { ...known, doubts: [] };
}

/** The ledger row, or rows, of one line of the history. */
export function readHistoryLine(row: Row): FormatItem[] {
  const action = row.requiredText("action", "An action such as YOU BOUGHT.");
  const at = row.time("date");
  const quantity = row.value("quantity");
  const price = row.value("price");
  const [commission, charges, accrued] = [row.value("commission"), row.value("fees"), row.value("accrued")];
  const amount = row.value("amount");
  const settleDate = row.date("settleDate");
  const unit = row.has("currency") ? row.currency("currency") : null;
  if (!at || row.isRefused) return [row.refusal()];
  const kind = planKind(row, action);
  if (kind) return readPlanLine(row, { source: SOURCE, kind, fund: row.text("description"), raw: action, at, quantity, amount });

  const symbol = row.text("symbol").replace(/^-\s*/, "");
  const { tradeType: known, subtype, effect, doubts } = meaningOf(row, action, quantity);
  const reinvestsCore = isCore(symbol) && (subtype === "dividend_reinvestment" || subtype === "core");
  if (reinvestsCore || subtype === "core") return [row.skipped(CORE_REASON)];
  const movesUnits = quantity !== null && sign(quantity) !== 0;
  const tradeType = known === "transfer_in" && !movesUnits ? "deposit" : known;
  const currency = unit?.currency ?? "USD";
  return [
    row.transaction(
      usParts({
        source: SOURCE,
        tradeType,
        subtype: tradeType === "interest" && isCusip(symbol) ? "coupon" : subtype,
        effect,
        doubts: [
          ...doubts,
          ...(subtype === "cancelled_trade" ? ["The broker took back a trade: look whether the trade itself is in the ledger."] : []),
        ],
        at,
        symbol,
        name: row.text("description") === "No Description" ? "" : row.text("description"),
        quantity: movesUnits ? quantity : null,
        price,
        amount,
        fees: [...paid("commission", commission, currency), ...paid("fees", charges, currency)],
        currency,
        meta: {
          rawType: action,
          description: action,
          settleDate,
          ...(accrued !== null && sign(accrued) !== 0 ? { accruedInterest: absolute(accrued) } : {}),
          ...(tradeType === "adjustment" ? { reason: action } : {}),
          ...(CORPORATE.has(tradeType) ? { corporateAction: { kind: tradeType, description: action } } : {}),
        },
      }),
    ),
  ];
}

const CORPORATE: ReadonlySet<string> = new Set(["split", "spin_off", "merger", "symbol_change", "rights"]);

/** Charges are written as what they cost, some files with a minus. */
const paid = (type: string, value: DecimalString | null, currency: string) =>
  charge(type, value === null ? null : absolute(value), currency);
