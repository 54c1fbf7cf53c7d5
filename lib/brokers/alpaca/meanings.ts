import { lookup } from "@/lib/formats/lookup";
import type { Meaning } from "@/lib/formats/table/row";

/**
 * Alpaca's types of activities beside `FILL`, alone and with their kinds (docs.alpaca.markets, Account Activities; its older codes included).
 * Where a type has both directions, the row's own signs say which: see rows.ts.
 */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  DIV: { tradeType: "dividend" },
  CDIV: { tradeType: "dividend" },
  "DIV.SDIV": { tradeType: "stock_dividend" },
  SDIV: { tradeType: "stock_dividend" },
  "DIV.SPD": { tradeType: "dividend", subtype: "in_lieu" },
  SPD: { tradeType: "dividend", subtype: "in_lieu" },
  DIVCGL: { tradeType: "dividend", subtype: "capital_gain_long" },
  DIVCGS: { tradeType: "dividend", subtype: "capital_gain_short" },
  CGD: { tradeType: "dividend", subtype: "capital_gain" },
  DIVTXEX: { tradeType: "dividend", subtype: "tax_exempt" },
  DIVROC: { tradeType: "return_of_capital" },
  DIVNRA: { tradeType: "tax", subtype: "withholding" },
  DIVFT: { tradeType: "tax", subtype: "withholding" },
  DIVTW: { tradeType: "tax", subtype: "withholding" },
  INTNRA: { tradeType: "tax", subtype: "withholding" },
  INTTW: { tradeType: "tax", subtype: "withholding" },
  WH: { tradeType: "tax", subtype: "withholding" },
  DIVFEE: { tradeType: "fee", subtype: "dividend" },
  INT: { tradeType: "interest" },
  "INT.MGN": { tradeType: "interest", subtype: "margin" },
  "INT.CDT": { tradeType: "interest", subtype: "credit" },
  "INT.SWP": { tradeType: "interest", subtype: "sweep" },
  "INT.QII": { tradeType: "interest", subtype: "qualified" },
  FEE: { tradeType: "fee" },
  CFEE: { tradeType: "fee", subtype: "commission" },
  PTC: { tradeType: "fee", subtype: "adr" },
  PTR: { tradeType: "fee", subtype: "rebate" },
  CSD: { tradeType: "deposit" },
  CSW: { tradeType: "deposit" },
  CSR: { tradeType: "deposit" },
  TRANS: { tradeType: "deposit" },
  ACATC: { tradeType: "deposit", subtype: "transfer" },
  JNLC: { tradeType: "deposit", subtype: "journal" },
  ACATS: { tradeType: "transfer_in" },
  FOPT: { tradeType: "transfer_in" },
  JNLS: { tradeType: "transfer_in", subtype: "journal" },
  SPLIT: { tradeType: "split" },
  SSP: { tradeType: "split" },
  SPIN: { tradeType: "spin_off" },
  SSO: { tradeType: "spin_off" },
  MA: { tradeType: "merger" },
  "VOF.VEXH": { tradeType: "merger" },
  NC: { tradeType: "symbol_change" },
  SC: { tradeType: "symbol_change" },
  "VOF.VRGT": { tradeType: "rights" },
  "VOF.VWRT": { tradeType: "rights" },
  "VOF.VTND": { tradeType: "redemption", subtype: "tender" },
  REORG: { tradeType: "redemption" },
  "REORG.WRM": { tradeType: "adjustment", subtype: "worthless" },
  OPEXC: { tradeType: "option_exercise" },
  OPASN: { tradeType: "option_assignment" },
  OPEXP: { tradeType: "option_expiration" },
  OPTRD: { tradeType: "buy" },
  OPCSH: { tradeType: "settlement" },
};

/** Kinds of fees, as their codes: who knows them looks for them by these. */
const FEE_SUBTYPES: Readonly<Record<string, string>> = {
  REG: "regulatory",
  TAF: "trading_activity",
  ORF: "options_regulatory",
  OCC: "clearing",
  CAT: "audit_trail",
  COM: "commission",
  LCT: "currency_conversion",
};

/** What an activity of this type is; null for one that this version doesn't know. */
export function meaningOf(type: string, kind: string): Meaning | null {
  const exact = lookup(MEANINGS, `${type}.${kind}`);
  if (exact) return exact;
  const general = lookup(MEANINGS, type);
  if (!general) return null;
  const subtype = type === "FEE" ? (lookup(FEE_SUBTYPES, kind) ?? kind.toLowerCase()) : general.subtype;
  return subtype ? { ...general, subtype } : general;
}
