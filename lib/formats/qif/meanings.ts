import type { TransactionMeta } from "@/lib/transactions/schema";
import type { TradeType } from "@/lib/transactions/trade-types";

/** What an investment action does. The X at the end of its name, which moves the cash on to another account, is apart from that. */
export type Action =
  | { does: "trade"; tradeType: "buy" | "sell"; meta?: Partial<TransactionMeta> }
  /** Income, or a charge (`sign` −1), of a security or of the account. */
  | { does: "income"; tradeType: TradeType; subtype?: string; sign?: -1 }
  | { does: "reinvest"; subtype: string }
  | { does: "delivery"; tradeType: "transfer_in" | "transfer_out" }
  | { does: "split" }
  /** Money alone: `sign` fixes which way it goes; without one the amount's own sign says. */
  | { does: "cash"; sign?: 1 | -1 }
  | { does: "option"; tradeType: "option_exercise" | "option_expiration" }
  | { does: "nothing"; reason: string };

const ESO = "It is about employee stock options that are not units held yet.";

/** Actions in lower case, without a final x. German Quicken translates some. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  buy: { does: "trade", tradeType: "buy" },
  buybond: { does: "trade", tradeType: "buy" },
  kauf: { does: "trade", tradeType: "buy" },
  sell: { does: "trade", tradeType: "sell" },
  sellbond: { does: "trade", tradeType: "sell" },
  verkauf: { does: "trade", tradeType: "sell" },
  shtsell: { does: "trade", tradeType: "sell", meta: { positionEffect: "open", subtype: "short" } },
  cvrshrt: { does: "trade", tradeType: "buy", meta: { positionEffect: "close", subtype: "short" } },
  div: { does: "income", tradeType: "dividend" },
  intinc: { does: "income", tradeType: "interest" },
  cglong: { does: "income", tradeType: "dividend", subtype: "capital_gain_long" },
  cgmid: { does: "income", tradeType: "dividend", subtype: "capital_gain_medium" },
  cgshort: { does: "income", tradeType: "dividend", subtype: "capital_gain_short" },
  kapgew: { does: "income", tradeType: "dividend", subtype: "capital_gain_long" },
  rtrncap: { does: "income", tradeType: "return_of_capital" },
  miscinc: { does: "income", tradeType: "interest", subtype: "misc" },
  miscexp: { does: "income", tradeType: "fee", subtype: "misc", sign: -1 },
  margint: { does: "income", tradeType: "interest", subtype: "margin", sign: -1 },
  reinvdiv: { does: "reinvest", subtype: "dividend" },
  reinvint: { does: "reinvest", subtype: "interest" },
  reinvzin: { does: "reinvest", subtype: "interest" },
  reinvlg: { does: "reinvest", subtype: "capital_gain_long" },
  reinvkur: { does: "reinvest", subtype: "capital_gain_long" },
  reinvmd: { does: "reinvest", subtype: "capital_gain_medium" },
  reinvsh: { does: "reinvest", subtype: "capital_gain_short" },
  reinvsg: { does: "reinvest", subtype: "capital_gain_short" },
  shrsin: { does: "delivery", tradeType: "transfer_in" },
  aktzu: { does: "delivery", tradeType: "transfer_in" },
  shrsout: { does: "delivery", tradeType: "transfer_out" },
  aktab: { does: "delivery", tradeType: "transfer_out" },
  stksplit: { does: "split" },
  aktsplit: { does: "split" },
  xin: { does: "cash", sign: 1 },
  xout: { does: "cash", sign: -1 },
  contrib: { does: "cash", sign: 1 },
  withdrw: { does: "cash", sign: -1 },
  withdraw: { does: "cash", sign: -1 },
  cash: { does: "cash" },
  exercise: { does: "option", tradeType: "option_exercise" },
  exercis: { does: "option", tradeType: "option_exercise" },
  expire: { does: "option", tradeType: "option_expiration" },
  grant: { does: "nothing", reason: ESO },
  vest: { does: "nothing", reason: ESO },
  reminder: { does: "nothing", reason: "A reminder, not a transaction." },
};
