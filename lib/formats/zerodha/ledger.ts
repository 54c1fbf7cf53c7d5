import { type DecimalString, sign, subtract, ZERO } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { type Column, CURRENCY, SOURCE } from "./columns";

/** What the particulars of an entry say it is, the first that fits. */
const PARTICULARS: readonly (readonly [RegExp, TradeType, string?])[] = [
  [/interest|delayed payment/i, "interest"],
  [/dividend/i, "dividend"],
  [/\btds\b|income tax/i, "tax"],
  [/charge|\bamc\b|fee|brokerage|penalty|stamp|\bgst\b|\bdp\b|subscription|kite connect|reversal of/i, "fee"],
  [/payout|withdraw/i, "withdrawal"],
  [/funds? added|funds? received|pay-?in\b|deposit/i, "deposit"],
];

const SETTLES = /net (?:settlement|obligation)|settlement (?:no|number)|obligation for/i;
const MARGIN = /(?:span|exposure|margin).*(?:blocked|released|reversed)|(?:blocked|released|reversed).*margin/i;

/**
 * One entry of the ledger. Entries that settle trades are not rows: the tradebook has those trades with their cash, and both would count it
 * twice. What the settlement charges beyond them (brokerage, taxes of the trade) can't be told apart from it, so cash is higher by that much
 * than the ledger's own balance, until it is entered.
 */
export function readEntry(row: TableRow<Column>): FormatItem {
  const particulars = row.text("particulars");
  if (/^(?:opening|closing) balance$/i.test(particulars)) return row.skipped("A balance, not a movement.");
  const at = row.time("postingDate");
  const [debit, credit] = [row.number("debit") ?? ZERO, row.number("credit") ?? ZERO];
  if (!at || row.isRefused) return row.refusal();
  const net = subtract(credit, debit);
  if (SETTLES.test(particulars)) return row.skipped("Settles trades, whose cash comes with the tradebook.");
  if (MARGIN.test(particulars)) return row.skipped("Margin set aside or set free: the money stays in the account.");
  if (sign(net) === 0) return row.skipped("It changes nothing: debit and credit are equal.");
  const { tradeType, doubts } = meaningOf(row, particulars, net);
  const isMoney = tradeType === "deposit" || tradeType === "withdrawal";
  return row.transaction({
    source: SOURCE,
    tradeType,
    currency: CURRENCY,
    at,
    ...(isMoney ? { quantity: net } : {}),
    net,
    doubts,
    meta: { rawType: row.text("voucherType"), description: particulars },
  });
}

function meaningOf(row: TableRow<Column>, particulars: string, net: DecimalString): { tradeType: TradeType; doubts: string[] } {
  const voucher = row.text("voucherType").toLowerCase();
  const byBank: TradeType = sign(net) < 0 ? "withdrawal" : "deposit";
  if (voucher.startsWith("bank")) return { tradeType: byBank, doubts: [] };
  const found = PARTICULARS.find(([words]) => words.test(particulars))?.[1];
  if (found === "deposit" || found === "withdrawal") return { tradeType: byBank, doubts: [] };
  return found ? { tradeType: found, doubts: [] } : row.meaning({}, row.text("voucherType") || particulars);
}
