import type { FlexLine } from "../ibkr-flex/lines";
import type { DataLine } from "./lines";

const ISIN = /^[A-Z]{2}[A-Z0-9]{9}\d$/;
const PAIR = /^[A-Z]{3}\.[A-Z]{3}$/;
/** `AAPL  230120C00150000`: an option by the symbol of the clearing house. */
const OCC = /^[A-Z][A-Z0-9.]{0,5}\s*\d{6}[CP]\d{8}$/;
/** `VT(US9220427424) CASH DIVIDEND …`: whose payment it is. */
const PAYER = /^([A-Z0-9][A-Z0-9.]*(?: [A-Z0-9.]{1,5})?)\s*\(([A-Z0-9]{6,14})\)/;
const OPTION_SIZE = "100";

/** Symbols by ISIN, as far as the file tells them anywhere. */
export type Symbols = ReadonlyMap<string, string>;

/** The symbol that a line tells of an ISIN: in its own column, or in the words of a payment. */
export function symbolTold({
  attributes: { isin = "", symbol = "", description = "" },
}: DataLine): { isin: string; symbol: string } | null {
  if (!ISIN.test(isin)) return null;
  const told = symbol || (PAYER.exec(description)?.[1] ?? "");
  return told === "" ? null : { isin, symbol: told };
}

/** The asset class of a line whose query leaves it out. A trade of no instrument is an exchange of currencies; what nothing tells is a stock. */
function inferredClass({ names, attributes }: DataLine): string | null {
  const { symbol = "", isin = "", putCall, strike } = attributes;
  if (putCall || strike || OCC.test(symbol)) return "OPT";
  if (PAIR.test(symbol) || (names.name === "Trade" && symbol === "" && isin === "")) return "CASH";
  return symbol === "" && isin === "" ? null : "STK";
}

/** What the line lacks and other fields tell. */
function completed(line: DataLine, symbols: Symbols): { attributes: Record<string, string>; doubts: string[] } {
  const { names, fields } = line;
  const attributes = { ...line.attributes };
  const doubts: string[] = [];
  const isin = attributes.isin ?? "";
  if (!attributes.symbol && symbols.has(isin)) attributes.symbol = symbols.get(isin) ?? "";
  if (names.name === "CashTransaction" && !attributes.symbol && !isin) {
    const [, symbol = "", security = ""] = PAYER.exec(attributes.description ?? "") ?? [];
    if (symbol) Object.assign(attributes, { symbol, ...(ISIN.test(security) ? { isin: security } : {}) });
  }
  if (!attributes.assetCategory && ["Trade", "CashTransaction", "OpenPosition", "CorporateAction"].includes(names.name)) {
    const inferred = inferredClass({ ...line, attributes });
    if (inferred) attributes.assetCategory = inferred;
    if (inferred === "OPT" && !fields.has("multiplier")) attributes.multiplier = OPTION_SIZE;
  }
  if (names.name === "Trade" && attributes.assetCategory === "CASH") completeExchange(attributes, doubts);
  return { attributes, doubts };
}

/**
 * An exchange of currencies without its pair. The row's currency is the one that the price is in; the other one is nowhere, but the broker
 * charges exchanges in the account's base currency, and it is that which most exchanges are from or to.
 */
function completeExchange(attributes: Record<string, string>, doubts: string[]): void {
  const { symbol = "", currency = "", ibCommissionCurrency = "", quantity = "", buySell = "" } = attributes;
  if (symbol === "" && /^[A-Z]{3}$/.test(ibCommissionCurrency) && ibCommissionCurrency !== currency) {
    attributes.symbol = `${ibCommissionCurrency}.${currency}`;
    doubts.push(
      `The line doesn't name the currency that was exchanged for ${currency}: it is taken to be that of the commission, ${ibCommissionCurrency}.`,
    );
  }
  if (/^SELL/i.test(buySell) && /^\d/.test(quantity)) attributes.quantity = `-${quantity}`;
}

/** The line in the words of a Flex statement. */
export function tell(line: DataLine, symbols: Symbols): FlexLine {
  const { attributes, doubts } = completed(line, symbols);
  return { line: line.line, ...line.names, attributes, raw: line.raw, doubts };
}
