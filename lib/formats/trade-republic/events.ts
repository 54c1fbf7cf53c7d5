import { absolute, add, type DecimalString, negate, sign, ZERO } from "@/lib/money/decimal";
import { charge, pricePerUnit, type RowParts, transactionDraft } from "../draft";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";
import type { Column } from "./columns";
import { WORDS } from "./meanings";

type Row = TableRow<Column>;

const SOURCE = "trade-republic";
/** Trade Republic keeps its accounts in euros. */
const CURRENCY = "EUR";
const CRYPTO = /^XF000/;

/** A line of pytr's table: `value` is what moved, fees and taxes taken off; both are told beside it, signed as cash. */
export function readEvent(row: Row): FormatItem[] {
  const at = row.time("eventDate");
  const raw = row.requiredText("eventType", "A type such as Buy.");
  const { tradeType: meant, subtype, doubts } = row.meaning(WORDS, raw);
  const value = row.number("value");
  const [units, fees, taxes] = [row.number("units"), row.number("fees"), row.number("taxes")];
  const moved = meant === "split" || meant === "spin_off" || meant === "merger" ? row.number("units2") : units;
  if ((meant === "buy" || meant === "sell") && units === null) row.refuse(`${row.title("units")} is empty.`, "A number of shares.");
  if (value === null && moved === null && meant !== "merger" && !row.isRefused) row.refuse(`${row.title("value")} is empty.`, "An amount.");
  if (!at || row.isRefused) return [row.refusal()];

  const net = value ?? ZERO;
  const isMoney = meant === "deposit" || meant === "withdrawal";
  const tradeType = isMoney ? (sign(net) < 0 ? "withdrawal" : "deposit") : meant;
  const charges = [...charge("commission", negate(fees ?? ZERO), CURRENCY), ...charge("tax", negate(taxes ?? ZERO), CURRENCY)];
  const shared: Omit<RowParts, "tradeType" | "net"> = {
    source: SOURCE,
    currency: CURRENCY,
    at,
    doubts,
    meta: { rawType: raw, subtype, description: row.text("note") },
  };
  if (meant === "merger") return swap(row, shared, units, net);
  const isTrade = tradeType === "buy" || tradeType === "sell";
  const gross = add(net, ...charges.map(({ amount }) => amount));
  return [
    row.transaction({
      ...shared,
      tradeType,
      ...(isMoney ? {} : { instrument: instrumentOf(row, "isin") ?? instrumentOf(row, "isin2") ?? undefined }),
      quantity: isMoney ? net : isTrade ? units : tradeType === "dividend" || tradeType === "interest" ? null : moved,
      price: isTrade && units !== null ? pricePerUnit(gross, units) : null,
      net,
      fees: charges.filter(({ type }) => type === "commission"),
      taxes: charges.filter(({ type }) => type === "tax"),
      doubts: tradeType === "split" || tradeType === "spin_off" ? [...doubts, "How many units came or went isn't certain."] : doubts,
      meta: { ...shared.meta, grossAmount: tradeType === "dividend" && charges.length > 0 ? gross : undefined },
    } as RowParts),
  ];
}

/** Units of one security for units of another. */
function swap(row: Row, shared: Omit<RowParts, "tradeType" | "net">, units: DecimalString | null, net: DecimalString): FormatItem[] {
  const got = row.number("units2");
  const [from, to] = [instrumentOf(row, "isin"), instrumentOf(row, "isin2")];
  if (!from || !to || units === null || got === null) {
    row.refuse("The swap doesn't name both securities and their numbers.", "ISIN, shares, ISIN2 and shares2.");
    return [row.refusal()];
  }
  const groupId = `${SOURCE}:swap:${shared.at.instant}:${from.symbol}:${to.symbol}`;
  const leg = (instrument: RowParts["instrument"], quantity: DecimalString, cash: DecimalString): FormatItem => ({
    kind: "transaction",
    line: row.line,
    draft: transactionDraft({
      ...shared,
      tradeType: "merger",
      instrument,
      quantity,
      net: cash,
      meta: { ...shared.meta, groupId },
    } as RowParts),
  });
  return [leg(from, negate(absolute(units)), net), leg(to, absolute(got), ZERO)];
}

function instrumentOf(row: Row, column: "isin" | "isin2") {
  const isin = row.text(column);
  if (isin === "") return null;
  return { assetType: CRYPTO.test(isin) ? ("crypto" as const) : ("stock" as const), symbol: isin, meta: { isin, name: row.text("note") } };
}
