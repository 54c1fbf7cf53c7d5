/**
 * The application's words for types of transactions in its languages (its `labels*.properties`), as the type they are in its client file. The
 * same words stand for transfers of money and of units: a line with a security is one of units.
 */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  BUY: ["Buy", "Kauf", "Achat", "Koop", "Compra", "Comprar", "Nákup", "Kup", "Kupno", "Køb", "Kúpiť"],
  SELL: ["Sell", "Verkauf", "Vente", "Verkoop", "Vendi", "Venta", "Vender", "Prodej", "Sprzedaj", "Sprzedaż", "Sælg", "Predaj"],
  DEPOSIT: ["Deposit", "Einlage", "Dépôt", "Storting", "Deposita", "Deposito", "Depósito", "Vklad", "Depozyt", "Indsæt"],
  REMOVAL: [
    "Removal",
    "Withdrawal",
    "Entnahme",
    "Retrait",
    "Opname",
    "Rimozione",
    "Prelievo",
    "Retirada",
    "Levantamento",
    "Saque",
    "Výběr",
    "Usunięcie",
    "Wypłata",
    "Fjernelse",
    "Výber",
  ],
  INTEREST: ["Interest", "Zinsen", "Intérêts", "Rente", "Interesse", "Intereses", "Juros", "Úrok", "Odsetki", "Renteindtægter", "Úroky"],
  INTEREST_CHARGE: [
    "Interest Charge",
    "Zinsbelastung",
    "Frais d'Intérêts",
    "Rentekosten",
    "Interesse passivo",
    "Cargo intereses",
    "Encargos de Juros",
    "Úrokový poplatek",
    "Opłata procentowa",
    "Renteudgifter",
    "Poplatok z úroku",
  ],
  DIVIDENDS: ["Dividend", "Dividends", "Dividende", "Dividendes", "Dividendo", "Dividendy", "Dywidenda", "Udbytte", "Dividenda"],
  FEES: ["Fees", "Gebühren", "Frais", "Kosten", "Commissioni", "Comisiones", "Comissões", "Taxas", "Poplatky", "Opłaty", "Gebyrer"],
  FEES_REFUND: [
    "Fees Refund",
    "Gebührenerstattung",
    "Remboursement de Frais",
    "Terugbetaling kosten",
    "Rimborso commissioni",
    "Devolución comisiones",
    "Reembolso de Comissões",
    "Reembolso de Taxas",
    "Vratka poplatku",
    "Zwrot opłat",
    "Tilbagebetalte gebyrer",
    "Vrátenie poplatkov",
  ],
  TAXES: ["Taxes", "Steuern", "Impôts / Taxes", "Belastingen", "Tasse", "Impuestos", "Impostos", "Daně", "Podatki", "Skatter", "Dane"],
  TAX_REFUND: [
    "Tax Refund",
    "Steuerrückerstattung",
    "Remboursement Impôts / Taxes",
    "Terugbetaling belastingen",
    "Rimborso tasse",
    "Devolución impuestos",
    "Reembolso de Impostos",
    "Daňová vratka",
    "Zwrot podatku",
    "Tilbagebetalte skatter",
    "Vrátenie dane",
  ],
  TRANSFER_IN: [
    "Transfer (Inbound)",
    "Umbuchung (Eingang)",
    "Transfert (Entrant)",
    "Overboeking (inkomend)",
    "Trasferimento (in entrata)",
    "Transferencia (Entrada)",
    "Transferência (Entrada)",
    "Převod (příchozí)",
    "Transfer (Przychodzący)",
    "Overfør (Intern)",
    "Prevod (prichádzajúci)",
  ],
  TRANSFER_OUT: [
    "Transfer (Outbound)",
    "Umbuchung (Ausgang)",
    "Transfert (Sortant)",
    "Overboeking (uitgaand)",
    "Trasferimento (in uscita)",
    "Transferencia (Salida)",
    "Transferência (Saída)",
    "Převod (odchozí)",
    "Transfer (Wychodzący)",
    "Overfør (Ekstern)",
    "Prevod (odchádzajúci)",
  ],
  DELIVERY_INBOUND: [
    "Delivery (Inbound)",
    "Einlieferung",
    "Distribution (Entrante)",
    "Levering (inkomend)",
    "Trasferimento Titoli (in entrata)",
    "Entrega (Entrada)",
    "Entrega (Inbound)",
    "Bonificação (Recebimento)",
    "Připsání CP",
    "Dostawa (Przychodząca)",
    "Levering (Indgående)",
    "Prevod CP (prichádzajúce)",
  ],
  DELIVERY_OUTBOUND: [
    "Delivery (Outbound)",
    "Auslieferung",
    "Distribution (Sortante)",
    "Levering (uitgaand)",
    "Trasferimento Titoli (in uscita)",
    "Entrega (Salida)",
    "Entrega (Outbound)",
    "Bonificação (Saída)",
    "Odepsání CP",
    "Dostawa (Wychodząca)",
    "Levering (Udgående)",
    "Prevod CP (odchádzajúce)",
  ],
};

const BY_WORD = new Map(
  // The codes themselves are what people write into templates.
  Object.entries(WORDS).flatMap(([type, words]) => [type, type.replace("_", " "), ...words].map((word) => [folded(word), type] as const)),
);

function folded(word: string): string {
  return word.normalize("NFC").replaceAll(/\s+/g, " ").trim().toLowerCase();
}

/** The type of a word in any language; undefined for one that is none. */
export function typeOf(word: string): string | undefined {
  return BY_WORD.get(folded(word));
}
