import { sign } from "@/lib/money/decimal";
import type { FlexLine, ToldLine } from "../ibkr-flex/lines";
import type { About } from "./about";
import { assetClass } from "./asset-class";
import { instrumentAttributes, shownMultiplier } from "./instrument";
import { type Row, type StatementLine, skippedLine } from "./lines";

/** What a line of the section Trades is, by its DataDiscriminator. */
const LEVELS: Readonly<Record<string, "order" | "execution" | "lot" | "total">> = {
  order: "order",
  订单: "order",
  訂單: "order",
  trade: "execution",
  execution: "execution",
  成交: "execution",
  closedlot: "lot",
  "closed lot": "lot",
  已平仓批次: "lot",
  subtotal: "total",
  total: "total",
  symbolsummary: "total",
  assetsummary: "total",
};

/** Orders seen so far, by what they and their executions share. */
export type Orders = Map<string, number>;

const orderKey = (row: Row) => [row.text("account"), row.text("category"), row.text("currency"), row.text("symbol")].join("|");

/** The currency of the commission: the row's, or the one in the title (`Comm in EUR`), as for exchanges of currencies. */
function commissionCurrency(row: Row): string {
  const title = row.title("commission");
  return /(?:^|\s)(?:(?:in|en|в)\s+)?([A-Z]{3})$/.exec(title)?.[1] ?? row.text("currency");
}

/** A trade, an exchange of currencies, or the end of an option, in the words of a Flex trade. */
export function tellTrade(told: StatementLine & { row: Row }, about: About, orders: Orders): ToldLine {
  const { row, line, raw } = told;
  const level = LEVELS[row.text("discriminator").toLowerCase()];
  if (level === "lot") return skippedLine(told, "A tax lot that a sale closed; the sale itself is the row.");
  if (level === "total") return skippedLine(told, "A total of trades; the trades themselves are the rows.");
  if (level === "execution") {
    const order = orders.get(orderKey(row));
    if (order !== undefined) return skippedLine(told, `Part of the order on line ${order}.`);
  } else {
    orders.set(orderKey(row), line);
  }

  const category = row.requiredText("category", "An asset class such as Stocks.");
  const symbol = row.requiredText("symbol", "A symbol.");
  const currency = row.requiredText("currency", "A currency code such as USD.");
  const quantity = row.requiredValue("quantity");
  const price = row.value("price");
  const notional = row.value("notional");
  const proceeds = row.value("proceeds") ?? notional;
  const commission = row.value("commission");
  const realized = row.value("realized");
  row.time("dateTime");
  if (price === null && proceeds === null && !row.isRefused) row.requiredValue("price");
  if (row.isRefused || quantity === null) return row.refusal();

  const code = assetClass(category);
  const instrument = instrumentAttributes(about, symbol, category);
  const shown = code === "FUT" || code === "OPT" || code === "CFD" ? shownMultiplier(proceeds, quantity, price) : null;
  const attributes: Record<string, string> = {
    ...instrument,
    ...(shown ? { multiplier: shown } : {}),
    currency,
    dateTime: row.text("dateTime"),
    quantity,
    ...(price === null ? {} : { tradePrice: price }),
    ...(proceeds === null ? {} : { proceeds }),
    ...(commission === null ? {} : { ibCommission: commission, ibCommissionCurrency: commissionCurrency(row) }),
    ...(realized === null || sign(realized) === 0 ? {} : { fifoPnlRealized: realized }),
    notes: row.text("code"),
    ...effectOf(row.text("code")),
    levelOfDetail: "EXECUTION",
  };
  return { line, section: "Trades", name: "Trade", attributes, raw, rawType: rawTypeOf(row) } satisfies FlexLine;
}

function rawTypeOf(row: Row): string {
  return [row.text("discriminator"), row.text("code")].filter(Boolean).join(" ");
}

/** `O` opens and `C` closes a position; a trade that does both (`C;O`) says neither. */
function effectOf(code: string): { openCloseIndicator?: string } {
  const codes = code.split(/[;,\s]+/);
  const [opens, closes] = [codes.includes("O"), codes.includes("C")];
  return opens === closes ? {} : { openCloseIndicator: opens ? "O" : "C" };
}
