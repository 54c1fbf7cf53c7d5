import { type DecimalString, parseDecimal } from "@/lib/money/decimal";
import { assetCode } from "../exchange/assets";
import { readNumber } from "../table/numbers";

export interface NotedAmount {
  asset: string;
  amount: DecimalString;
}

/** Ether staked before 2022 was listed as a coin of its own, one for one. */
export function assetOf(text: string): string | null {
  const code = assetCode(text);
  return code === "ETH2" ? "ETH" : code;
}

function noted(number: string, name: string): NotedAmount | null {
  const amount = parseDecimal(number) ?? readNumber(number, "point");
  const asset = assetOf(name);
  return amount === null || asset === null ? null : { asset, amount };
}

/** `Converted 0.00363125 BTC to 156.145683 XRP`: what was given, and what it became. */
export function notedConversion(notes: string): { given: NotedAmount; taken: NotedAmount } | null {
  const found = /^(?:converted|wrapped|unwrapped|swapped)\s+([\d.,]+)\s+(\S+)\s+(?:to|for|into)\s+([\d.,]+)\s+(\S+)/i.exec(notes);
  const given = noted(found?.[1] ?? "", found?.[2] ?? "");
  const taken = noted(found?.[3] ?? "", found?.[4] ?? "");
  return given && taken && { given, taken };
}

/**
 * `Sold 0.1 ETH for 243.67 USDC on ETH-USDC at 2436.7 USDC/ETH`: what an order on a market was paid in, fees included. Null for orders
 * that name no market: they were paid in the account's own money.
 */
export function notedQuote(notes: string): NotedAmount | null {
  const found = /^(?:bought|sold)\s+[\d.,]+\s+\S+\s+for\s+[^\d\s]{0,3}([\d.,]+)\s+(\S+)\s+on\s+\S+[-/]\S+/i.exec(notes);
  return found && noted(found[1] ?? "", found[2] ?? "");
}
