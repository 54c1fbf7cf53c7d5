import type { FormatItem, TransactionDraft } from "../types";
import { ibkrFlex } from ".";

/** Writes small Flex statements for tests: only what a test is about has to be said. */
export type Attributes = Readonly<Record<string, string>>;

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function element(name: string, attributes: Attributes = {}, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join("");
  return children.length === 0 ? `<${name}${written} />` : `<${name}${written}>\n${children.join("\n")}\n</${name}>`;
}

export function statement(attributes: Attributes, ...sections: readonly string[]): string {
  return element("FlexStatement", { accountId: "U1000001", fromDate: "20250101", toDate: "20250131", ...attributes }, ...sections, "");
}

export function flex(...statements: readonly string[]): string {
  return element(
    "FlexQueryResponse",
    { queryName: "Q", type: "AF" },
    element("FlexStatements", { count: String(statements.length) }, ...statements, ""),
  );
}

/** One statement of an account in euros. */
export function flexOf(...sections: readonly string[]): string {
  return flex(statement({}, element("AccountInformation", { accountId: "U1000001", currency: "EUR" }), ...sections));
}

export const trades = (...rows: readonly string[]) => element("Trades", {}, ...rows, "");
export const cashTransactions = (...rows: readonly string[]) => element("CashTransactions", {}, ...rows, "");

/** Ten shares bought at 100 USD with a commission of 1 USD. */
export function trade(attributes: Attributes = {}): string {
  return element("Trade", {
    currency: "USD",
    fxRateToBase: "0.9",
    assetCategory: "STK",
    symbol: "ACME",
    description: "ACME CORP",
    conid: "4711",
    isin: "US0000000002",
    multiplier: "1",
    tradeID: "1",
    transactionID: "2",
    ibExecID: "3",
    dateTime: "20250115;103000",
    settleDateTarget: "20250117",
    transactionType: "ExchTrade",
    exchange: "NYSE",
    quantity: "10",
    tradePrice: "100",
    tradeMoney: "1000",
    proceeds: "-1000",
    taxes: "0",
    ibCommission: "-1",
    ibCommissionCurrency: "USD",
    netCash: "-1001",
    openCloseIndicator: "O",
    notes: "",
    buySell: "BUY",
    levelOfDetail: "EXECUTION",
    ...attributes,
  });
}

export function cashTransaction(attributes: Attributes = {}): string {
  return element("CashTransaction", {
    currency: "USD",
    fxRateToBase: "0.9",
    assetCategory: "STK",
    symbol: "ACME",
    description: "ACME CASH DIVIDEND",
    conid: "4711",
    dateTime: "20250120",
    amount: "12.5",
    type: "Dividends",
    transactionID: "77",
    levelOfDetail: "DETAIL",
    ...attributes,
  });
}

export function parse(xml: string): FormatItem[] {
  return [...ibkrFlex.parse(new TextEncoder().encode(xml))];
}

export function drafts(items: readonly FormatItem[]): TransactionDraft[] {
  return items.flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));
}

/** The rows of a statement in euros that consists of these sections. */
export function rowsOf(...sections: readonly string[]): TransactionDraft[] {
  return drafts(parse(flexOf(...sections)));
}

export function kinds(items: readonly FormatItem[]): string[] {
  return items.map((item) => item.kind).filter((kind) => kind !== "statement");
}

/** What an importer does with cancellations: of the rows before them, those that carry one of the ids go. */
export function applyCancellations(items: readonly FormatItem[]): TransactionDraft[] {
  let rows: TransactionDraft[] = [];
  for (const item of items) {
    if (item.kind === "transaction") rows.push(item.draft);
    if (item.kind === "cancellation") rows = rows.filter(({ meta }) => !meta.externalIds?.some((id) => item.externalIds.includes(id)));
  }
  return rows;
}
