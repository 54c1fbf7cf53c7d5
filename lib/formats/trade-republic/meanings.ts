import type { AssetType } from "@/lib/instruments/asset-types";
import type { Meaning } from "../table/row";

/** Types of the official export, in lower case. Whether money came or went is told by its sign. */
export const TYPES: Readonly<Record<string, Meaning>> = {
  buy: { tradeType: "buy" },
  sell: { tradeType: "sell" },
  savings_plan_executed: { tradeType: "buy", subtype: "savings_plan" },
  benefits_spare_change_execution: { tradeType: "buy", subtype: "round_up" },
  benefits_saveback_execution: { tradeType: "buy", subtype: "saveback" },
  ipo_subscription: { tradeType: "buy", subtype: "subscription" },
  warrant_exercise: { tradeType: "redemption", subtype: "exercise" },
  tilg: { tradeType: "redemption" },
  redemption: { tradeType: "redemption" },
  final_maturity: { tradeType: "redemption", subtype: "maturity" },
  dividend: { tradeType: "dividend" },
  dividend_payment: { tradeType: "dividend" },
  distribution: { tradeType: "dividend" },
  interest_payment: { tradeType: "interest" },
  interest: { tradeType: "interest" },
  fixed_income: { tradeType: "interest", subtype: "coupon" },
  coupon_payment: { tradeType: "interest", subtype: "coupon" },
  benefits_saveback: { tradeType: "interest", subtype: "cashback" },
  stockperk: { tradeType: "interest", subtype: "bonus" },
  bonus: { tradeType: "interest", subtype: "bonus" },
  gift: { tradeType: "interest", subtype: "bonus" },
  pea_marketing: { tradeType: "interest", subtype: "bonus" },
  // Paid ahead for a private fund, whose units come as a purchase without an amount.
  private_market_buy: { tradeType: "settlement", subtype: "prepayment" },
  private_market_sell: { tradeType: "settlement", subtype: "prepayment" },
  tax_optimization: { tradeType: "tax", subtype: "optimization" },
  tax_refund: { tradeType: "tax", subtype: "refund" },
  tax: { tradeType: "tax" },
  ssp_tax_correction_invoice: { tradeType: "tax", subtype: "correction" },
  fee: { tradeType: "fee" },
  card_ordering_fee: { tradeType: "fee", subtype: "card" },
  card_order_billed: { tradeType: "fee", subtype: "card" },
  card_transaction: { tradeType: "withdrawal", subtype: "card" },
  card_transaction_international: { tradeType: "withdrawal", subtype: "card" },
  card_atm_withdrawal: { tradeType: "withdrawal", subtype: "card" },
  card_refund: { tradeType: "deposit", subtype: "card" },
  customer_inbound: { tradeType: "deposit" },
  customer_inpayment: { tradeType: "deposit" },
  customer_outbound_request: { tradeType: "withdrawal" },
  transfer_in: { tradeType: "deposit" },
  transfer_out: { tradeType: "withdrawal" },
  transfer_inbound: { tradeType: "deposit" },
  transfer_outbound: { tradeType: "withdrawal" },
  transfer_instant_inbound: { tradeType: "deposit" },
  transfer_instant_outbound: { tradeType: "withdrawal" },
  transfer_direct_debit_inbound: { tradeType: "withdrawal", subtype: "direct_debit" },
  manual_cash_transfer: { tradeType: "deposit" },
  migration: { tradeType: "transfer_in", subtype: "migration" },
  free_receipt: { tradeType: "transfer_in", subtype: "free" },
  free_delivery: { tradeType: "transfer_out", subtype: "free" },
  split: { tradeType: "split" },
  spinoff: { tradeType: "spin_off" },
  spin_off: { tradeType: "spin_off" },
  stock_dividend: { tradeType: "stock_dividend" },
};

/** Funds are listed ones, but for private markets. */
export const ASSETS: Readonly<Record<string, AssetType>> = {
  STOCK: "stock",
  FUND: "etf",
  ETF: "etf",
  MUTUAL_FUND: "mutual_fund",
  BOND: "bond",
  CRYPTO: "crypto",
  DERIVATIVE: "warrant",
  WARRANT: "warrant",
  PRIVATE_FUND: "mutual_fund",
};

const meanings = (words: string, tradeType: Meaning["tradeType"], subtype?: string): [string, Meaning][] =>
  words.split(", ").map((word) => [word, { tradeType, ...(subtype ? { subtype } : {}) }]);

/** Types of pytr's table: in English, German, Dutch, French, Spanish, Italian, Portuguese and Polish. */
export const WORDS: Readonly<Record<string, Meaning>> = Object.fromEntries([
  ...meanings("buy, kauf, aankoop, koop, achat, compra, acquisto, kupno, zakup", "buy"),
  ...meanings("sell, verkauf, verkoop, vente, venta, vendita, venda, sprzedaż", "sell"),
  ...meanings("deposit, einlage, einzahlung, storting, dépôt, depósito, deposito, versamento, wpłata", "deposit"),
  ...meanings(
    "removal, withdrawal, entnahme, auszahlung, onttrekking, opname, retrait, retirada, prelievo, levantamento, wypłata",
    "withdrawal",
  ),
  ...meanings("kartenzahlung, card payment, kaartbetaling", "withdrawal", "card"),
  ...meanings("dividend, dividende, dividendo, dywidenda", "dividend"),
  ...meanings(
    "interest, zinsen, rente, intérêts, intereses, interessi, juros, odsetki, interest charge, zinsbelastung, rentelasten",
    "interest",
  ),
  ...meanings("fees, gebühren, kosten, frais, comisiones, commissioni, comissões, opłaty", "fee"),
  ...meanings("fees refund, gebührenerstattung, terugbetaling kosten, remboursement de frais", "fee", "refund"),
  ...meanings("taxes, steuern, belasting, belastingen, impôts, impuestos, tasse, impostos, podatki", "tax"),
  ...meanings("tax refund, steuerrückerstattung, belastingteruggave, remboursement d'impôts, devolución de impuestos", "tax", "refund"),
  ...meanings("transfer (inbound), umbuchung (eingang), overboeking (inkomend)", "deposit", "transfer"),
  ...meanings("transfer (outbound), umbuchung (ausgang), overboeking (uitgaand)", "withdrawal", "transfer"),
  ...meanings("spinoff, spin-off", "spin_off"),
  ...meanings("split, aktiensplit, aandelensplitsing", "split"),
  ...meanings("swap, tausch", "merger"),
]);
