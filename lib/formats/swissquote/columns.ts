/**
 * Columns of the transactions that Swissquote exports (and PostFinance's e-trading, which runs on it). Newer exports tell the currency of the
 * trade and what it came to in the account's. English and German are as seen; French and Italian as the site words them.
 */
export const COLUMNS = {
  date: ["Date", "Datum", "Data"],
  order: ["Order #", "Auftrag #", "Ordre #", "N° d'ordre", "Ordine #", "Ordine n."],
  transaction: ["Transaction", "Transactions", "Transaktionen", "Transaktion", "Transazione", "Transazioni", "Operazione", "Opération"],
  symbol: ["Symbol", "Symbole", "Simbolo"],
  name: ["Name", "Nom", "Nome"],
  isin: ["ISIN"],
  quantity: ["Quantity", "Anzahl", "Quantité", "Quantità"],
  price: ["Unit price", "Stückpreis", "Prix unitaire", "Prezzo unitario"],
  costs: ["Costs", "Kosten", "Coûts", "Frais", "Costi", "Spese"],
  accrued: ["Accrued Interest", "Aufgelaufene Zinsen", "Marchzinsen", "Intérêts courus", "Interessi maturati", "Interessi accumulati"],
  net: ["Net Amount", "Nettobetrag", "Montant net", "Importo netto", "Ammontare netto"],
  netCurrency: [
    "Currency Net Amount",
    "Net Amount Currency",
    "Währung Nettobetrag",
    "Monnaie du montant net",
    "Devise du montant net",
    "Devise montant net",
    "Monnaie montant net",
    "Valuta importo netto",
    "Valuta dell'importo netto",
  ],
  accountNet: [
    "Net Amount in *",
    "Nettobetrag in *",
    "Montant net dans *",
    "Montant net en *",
    "Importo netto nella *",
    "Importo netto in *",
  ],
  balance: ["Balance", "Saldo", "Solde"],
  currency: ["Currency", "Währung", "Devise", "Monnaie", "Valuta", "Moneta"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;
