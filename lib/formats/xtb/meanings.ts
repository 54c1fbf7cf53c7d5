import type { Meaning } from "../table/row";

const CASH: readonly (readonly [Meaning, RegExp])[] = [
  // Taxes first: they are named after what they are taken from.
  [{ tradeType: "tax", subtype: "interest" }, /interests? tax|podatek od odsetek|impuesto.*interes|imposto.*juros|urok.*dan|steuer.*zins/],
  [
    { tradeType: "tax", subtype: "withholding" },
    /withholding|podatek (?:u zrodla|od dywidend)|retencion|retencao|srazkova|quellensteuer|ritenuta|impozit|retenue/,
  ],
  [{ tradeType: "tax", subtype: "transaction" }, /\btax\b|ifft|iftt|stamp duty|podatek|impuesto|imposto|taxe/],
  [{ tradeType: "interest" }, /interest|odsetki|interes|juros|urok|zins|dobanda/],
  [{ tradeType: "dividend" }, /divid[eè]n[dt]|dywidend|dividend/],
  [{ tradeType: "spin_off" }, /spin.?off|wydzielenie/],
  [{ tradeType: "interest", subtype: "swap" }, /swap|rollover/],
  [{ tradeType: "fee" }, /\bfee\b|commis|prowizja|comision|comissao|poplatek|gebuhr|oplata|comision/],
  [{ tradeType: "settlement", subtype: "closed_trade" }, /profit\/loss|close trade|closed trade|zysk|beneficio|resultado|lucro/],
  [{ tradeType: "deposit", subtype: "transfer" }, /transfer|przelew|transferencia/],
  [{ tradeType: "withdrawal" }, /withdrawal|wyplata|retiro|retirada|levantamento|vyber|auszahlung|prelievo|retrait|retragere/],
  [{ tradeType: "deposit" }, /deposit|wplata|ingreso|vklad|einzahlung|versamento|depot|depunere|bonus|cashback/],
];

const BUY = /purchase|\bbuy\b|kupno|zakup|nabycie|compra|nakup|\bkauf|acquisto|achat|cumparare/;
const SELL = /\bsale\b|\bsell\b|sprzedaz|vende|venta|venda|prodej|verkauf|vendita|vente|vanzare/;

/** Type words as they are compared: without case and accents. */
export function folded(text: string): string {
  return text.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("ł", "l").trim();
}

/** Whether a type names a purchase or a sale of shares, in any of the broker's languages. */
export function tradeOf(type: string): "buy" | "sell" | null {
  const text = folded(type);
  if (SELL.test(text)) return "sell";
  return BUY.test(text) ? "buy" : null;
}

/** What any other type means; null for one that isn't known. */
export function cashMeaning(type: string): Meaning | null {
  const text = folded(type);
  return CASH.find(([, words]) => words.test(text))?.[0] ?? null;
}
