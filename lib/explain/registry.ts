import "server-only";
import { explainBetween } from "./between-figures";
import { explainCash } from "./cash-figures";
import { explainClosedLot } from "./closed-lot";
import type { Explainer } from "./explainer";
import { explainHeldUnits } from "./held-units";
import { explainHolding } from "./holding-figures";
import { explainInstrumentPrice } from "./instrument-price";
import { explainNetAmount } from "./net-amount";
import { explainOpenLot } from "./open-lot";
import { explainPayment } from "./payment-figures";
import { explainPortfolio } from "./portfolio-figures";
import { explainReconciled } from "./reconciled-figures";
import { explainSale } from "./sale-figures";
import type { FigureName } from "./schema";
import { explainSlice, explainSliceTotal } from "./slice-figures";
import { explainTotal } from "./total-figures";

/** How each figure is explained. A new one: its name in `FIGURES` of the schema, and a line here. */
export const EXPLAINERS: Readonly<Record<FigureName, Explainer>> = {
  quantity: explainHolding,
  "average-price": explainHolding,
  cost: explainHolding,
  "market-value": explainHolding,
  gain: explainHolding,
  "gain-percent": explainHolding,
  "total-cost": explainTotal,
  "total-value": explainTotal,
  "total-gain": explainTotal,
  cash: explainCash,
  "net-amount": explainNetAmount,
  "portfolio-value": explainPortfolio,
  "slice-value": explainSlice,
  "slice-share": explainSlice,
  "slice-total": explainSliceTotal,
  "put-in": explainPortfolio,
  "below-highest": explainPortfolio,
  "portfolio-cost": explainPortfolio,
  unrealised: explainPortfolio,
  realised: explainPortfolio,
  "realised-proceeds": explainPortfolio,
  "realised-cost": explainPortfolio,
  "realised-charges": explainPortfolio,
  "realised-fx": explainPortfolio,
  received: explainPortfolio,
  "net-purchases": explainPortfolio,
  "period-gain": explainPortfolio,
  "price-gain": explainPortfolio,
  income: explainPortfolio,
  charges: explainPortfolio,
  "fx-effect": explainPortfolio,
  "time-weighted-return": explainPortfolio,
  "money-weighted-return": explainPortfolio,
  volatility: explainPortfolio,
  drawdown: explainPortfolio,
  "period-gain-percent": explainPortfolio,
  "value-before": explainPortfolio,
  "value-after": explainPortfolio,
  "benchmark-return": explainPortfolio,
  withheld: explainPortfolio,
  "expected-income": explainPortfolio,
  payment: explainPayment,
  "payment-base": explainPayment,
  "lot-quantity": explainOpenLot,
  "lot-cost": explainOpenLot,
  "lot-value": explainOpenLot,
  "lot-gain": explainOpenLot,
  "lot-gain-base": explainOpenLot,
  "sale-proceeds": explainClosedLot,
  "sale-cost": explainClosedLot,
  "sale-charges": explainClosedLot,
  "sale-gain": explainClosedLot,
  "whole-sale-gain": explainSale,
  "sale-gain-base": explainClosedLot,
  "sale-fx": explainClosedLot,
  "broker-gain": explainSale,
  "broker-gain-difference": explainSale,
  "held-units": explainHeldUnits,
  "ledger-units": explainReconciled,
  "listed-units": explainReconciled,
  "units-difference": explainReconciled,
  "difference-value": explainReconciled,
  "ledger-cost": explainReconciled,
  "listed-cost": explainReconciled,
  "cost-difference": explainReconciled,
  "listed-value": explainReconciled,
  "value-change": explainBetween,
  "part-value": explainBetween,
  "part-units": explainBetween,
  "instrument-price": explainInstrumentPrice,
};
