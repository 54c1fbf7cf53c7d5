/**
 * Columns of Revolut's statements: stocks (two layouts), crypto (since 2023), and the account statement (current, savings and, until 2023,
 * crypto accounts), which alone is translated.
 */
export const COLUMNS = {
  date: ["Date", "Datum", "Fecha", "Data", "Date (UTC)"],
  ticker: ["Ticker", "Symbol", "Símbolo", "Symbole", "Simbolo"],
  type: ["Type", "Typ", "Art", "Tipo", "Rodzaj", "Tip", "Soort"],
  quantity: ["Quantity", "Menge", "Anzahl", "Quantité", "Cantidad", "Quantità", "Quantidade", "Ilość", "Hoeveelheid"],
  price: ["Price per share", "Price", "Preis", "Prix", "Precio", "Prezzo", "Preço", "Cena", "Prijs"],
  total: ["Total Amount"],
  value: ["Value", "Wert", "Valeur", "Valor", "Valore", "Wartość", "Waarde"],
  fees: ["Fees", "Gebühren", "Frais", "Comisiones", "Commissioni", "Comissões", "Opłaty", "Kosten"],
  commission: ["Commission"],
  fxRate: ["FX Rate"],

  product: ["Product", "Produkt", "Produit", "Producto", "Prodotto", "Produto", "Produs"],
  started: [
    "Started Date",
    "Datum des Beginns",
    "Startdatum",
    "Date de début",
    "Fecha de inicio",
    "Data di inizio",
    "Data de início",
  ].concat(["Data rozpoczęcia", "Data începerii"]),
  completed: [
    "Completed Date",
    "Datum des Abschlusses",
    "Abschlussdatum",
    "Date de fin",
    "Fecha de finalización",
    "Data di completamento",
  ].concat(["Data de Conclusão", "Data zrealizowania", "Data finalizării", "Datum voltooid", "Datum van voltooiing"]),
  description: ["Description", "Beschreibung", "Descripción", "Descrizione", "Descrição", "Opis", "Descriere", "Beschrijving"],
  amount: ["Amount", "Betrag", "Montant", "Importe", "Importo", "Montante", "Kwota", "Sumă", "Bedrag"],
  fee: ["Fee", "Gebühr", "Frais", "Comisión", "Costo", "Comissão", "Opłata", "Comision", "Kosten"],
  currency: ["Currency", "Währung", "Devise", "Divisa", "Valuta", "Moeda", "Waluta", "Monedă"],
  fiatAmount: ["Fiat amount"],
  fiatWithFees: ["Fiat amount (inc. fees)"],
  baseCurrency: ["Base currency"],
  state: ["State", "Status", "État", "Estado", "Stato", "Stan", "Staat"],
  balance: ["Balance", "Kontostand", "Saldo", "Solde", "Sold"],
} satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;
