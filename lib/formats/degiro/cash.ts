import { sign } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import type { FormatItem } from "../types";
import { booked, SOURCE } from "./draft";
import type { Line } from "./line";
import type { Kind } from "./words";

interface CashMeaning {
  tradeType: TradeType;
  subtype?: string;
  about: "instrument" | "money";
}

const MEANINGS: Partial<Readonly<Record<Kind, CashMeaning>>> = {
  dividend: { tradeType: "dividend", about: "instrument" },
  dividendTax: { tradeType: "tax", subtype: "withholding", about: "instrument" },
  capitalReturn: { tradeType: "return_of_capital", about: "instrument" },
  adrFee: { tradeType: "fee", subtype: "adr", about: "instrument" },
  tradeFee: { tradeType: "fee", subtype: "commission", about: "instrument" },
  tradeTax: { tradeType: "tax", subtype: "transaction", about: "instrument" },
  connectionFee: { tradeType: "fee", subtype: "exchange_connection", about: "money" },
  fee: { tradeType: "fee", about: "instrument" },
  promotion: { tradeType: "fee", subtype: "rebate", about: "money" },
  interest: { tradeType: "interest", about: "money" },
  // The price of the money market fund in which cash was kept until 2021: the balance counts it as cash.
  fund: { tradeType: "interest", subtype: "money_market_fund", about: "money" },
  // Money on its way: booked when it is promised, and back when it arrives under a name of its own.
  reservation: { tradeType: "journal", subtype: "reservation", about: "money" },
  processed: { tradeType: "journal", subtype: "reservation", about: "money" },
  internal: { tradeType: "journal", subtype: "cash_sweep", about: "money" },
};

/** A booking of cash that belongs to no order and no exchange. Lines without an amount tell of what others move. */
export function readCash(line: Line): FormatItem {
  const { money, kind, row } = line;
  if (money === null) return row.skipped("The line moves neither money nor units.");
  if (sign(money.amount) === 0) return row.skipped("The amount is 0.");
  if (kind === "deposit" || kind === "withdrawal")
    return booked(line, { tradeType: sign(money.amount) < 0 ? "withdrawal" : "deposit", money, quantity: money.amount }, "money");
  const isFundTrade = kind === "fund" && /@|\d\s*[A-Z]{3}\b|conver|umwandlung/i.test(line.description);
  const known = isFundTrade ? { tradeType: "journal" as const, subtype: "money_market_fund", about: "money" as const } : MEANINGS[kind];
  const { tradeType, doubts } = known ? { ...known, doubts: [] } : row.meaning({}, line.description);
  const isMoney = known ? known.about === "money" : line.isin === "";
  return booked(
    line,
    {
      tradeType,
      money,
      subtype: known?.subtype,
      ...(tradeType === "journal" ? { quantity: money.amount } : {}),
      doubts,
      meta:
        kind === "dividend" || kind === "dividendTax" ? { groupId: `${SOURCE}:dividend:${line.isin}:${line.valueDate ?? line.date}` } : {},
    },
    isMoney ? "money" : "instrument",
  );
}
