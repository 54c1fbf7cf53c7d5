import { absolute, type DecimalString, sign } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import { charge } from "../draft";
import type { TableRow } from "../table/row";
import type { SourceRow } from "../table/source";
import type { FormatItem } from "../types";
import { isCusip, usOption } from "../us-brokers/listing";
import { type UsMeaning, usParts } from "../us-brokers/row";
import type { Column } from "./columns";
import { meaningBeside, TYPES } from "./meanings";

export const SOURCE = "etrade";

export type Row = TableRow<Column>;

const CORPORATE: ReadonlySet<TradeType> = new Set(["split", "spin_off", "merger", "symbol_change", "rights"]);
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The account above the table: `For Account:,####2641`, `Account Activity for Cap 1(-6084) -6354 from …`, `"Individual Brokerage -2203",…`. */
export function accountIn(preamble: readonly SourceRow[]): { accountId: string; name?: string } | null {
  for (const { cells } of preamble) {
    const [first = "", second = ""] = cells.map((cell) => cell.trim());
    const old = /^for account/i.test(first) ? /(\d{4,})\s*$/.exec(`${first} ${second}`)?.[1] : undefined;
    if (old) return { accountId: old };
    const [, name = "", number] = /^(?:account activity for\s+)?(.*?)\s*[-–](\d{4})(?:\s+from\b.*)?$/i.exec(first) ?? [];
    if (number) return { accountId: number, ...(name ? { name } : {}) };
  }
  return null;
}

/** An option's name as the older files and the portfolio have it, by which it is the same in all: `IWM Feb 27 '26 $260 Put`. */
function optionName(text: string): string | null {
  const option = usOption(text);
  if (!option?.expiry) return null;
  const [year = "", month = "", day = ""] = option.expiry.split("-");
  const kind = option.putCall === "call" ? "Call" : "Put";
  return `${option.underlying} ${MONTHS[Number(month) - 1]} ${Number(day)} '${year.slice(2)} $${option.strike} ${kind}`;
}

/** The symbol of a line; an option of the newer files has the one of its underlying, and its own name in the description. */
export function symbolOf(row: Row): string {
  const [symbol, description] = [row.has("symbol") ? row.text("symbol") : "", row.text("description")];
  return optionName(symbol) ?? optionName(description) ?? (symbol || (row.has("cusip") ? row.text("cusip") : ""));
}

const told = (row: Row, symbol: string) => {
  const security = row.text("security").toUpperCase();
  const cusip = row.has("cusip") && isCusip(row.text("cusip")) ? { cusip: row.text("cusip") } : {};
  if (usOption(symbol)) return cusip;
  if (security === "MF" || security === "MMF") return { ...cusip, assetType: "mutual_fund" as const };
  return security === "BOND" ? { ...cusip, assetType: "bond" as const } : cusip;
};

const keyOf = (row: Row, amount: DecimalString) => [row.text("date"), row.text("symbol"), absolute(amount)].join("\n");

/** The dividends of the file, by which a reinvestment is known to have one. */
export function dividendsIn(rows: readonly Row[]): ReadonlySet<string> {
  const keys = rows.flatMap((row) => {
    if (!/^(?:qualified )?dividend$/i.test(row.text("type")) || !/^[+$]?[\d.,]+$/.test(row.text("amount"))) return [];
    const amount = row.value("amount");
    return amount === null ? [] : [keyOf(row, amount)];
  });
  return new Set(keys);
}

/** The ledger row of one line of the transactions. */
export function readHistoryLine(row: Row, dividends: ReadonlySet<string>): FormatItem {
  const type = row.text("type");
  const at = row.time("date");
  const [quantity, price, amount] = [row.value("quantity"), row.value("price"), row.value("amount")];
  const [commission, charges] = [row.value("commission"), row.value("fees")];
  const [settleDate, description] = [row.date("settleDate"), row.text("description")];
  if (!at || row.isRefused) return row.refusal();
  const units = quantity !== null && sign(quantity) !== 0 ? quantity : null;
  const beside = meaningBeside(type, { description, quantity: units, amount });
  const { doubts, ...known }: UsMeaning & { doubts: string[] } = beside ? { ...beside, doubts: [] } : row.meaning(TYPES, type);
  const { tradeType, subtype } = settled(known, row, units, amount, dividends);
  const symbol = tradeType === "journal" ? "" : symbolOf(row);
  return row.transaction(
    usParts({
      source: SOURCE,
      ...known,
      tradeType,
      subtype,
      doubts,
      at,
      symbol,
      name: description,
      told: told(row, symbol),
      quantity: units,
      price: price !== null && sign(price) === 0 ? null : price,
      amount,
      fees: [...paid("commission", commission), ...paid("fees", charges)],
      meta: {
        rawType: type || "0",
        settleDate,
        ...(row.has("note") ? { note: row.text("note") } : {}),
        ...(tradeType === "adjustment" ? { reason: description || type } : {}),
        ...(CORPORATE.has(tradeType) ? { corporateAction: { kind: tradeType, description: description || type } } : {}),
      },
    }),
  );
}

/** What a type means beside the figures: deliveries of money are deposits, and a reinvestment whose dividend has no line pays nothing. */
function settled(
  { tradeType, subtype }: UsMeaning,
  row: Row,
  units: DecimalString | null,
  amount: DecimalString | null,
  dividends: ReadonlySet<string>,
): { tradeType: TradeType; subtype?: string } {
  if (tradeType === "transfer_in" && units === null) return { tradeType: "deposit", ...(subtype ? { subtype } : {}) };
  const alone = /^dividend reinvestment$/i.test(row.text("type")) && amount !== null && !dividends.has(keyOf(row, amount));
  return alone ? { tradeType: "reinvest" } : { tradeType, ...(subtype ? { subtype } : {}) };
}

const paid = (type: string, value: DecimalString | null) => charge(type, value === null ? null : absolute(value), "USD");

/** The item that says whose the following rows are. */
export function statementOf(preamble: readonly SourceRow[], line: number): FormatItem[] {
  const account = accountIn(preamble);
  return account ? [{ kind: "statement", line, statement: account }] : [];
}
