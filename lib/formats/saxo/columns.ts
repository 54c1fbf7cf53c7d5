/**
 * Columns of Saxo's transactions (a short layout until 2025, a long one since, with ids and the currency of the booking) and of its positions.
 * English is what most exports have; Dutch, Danish, German and French names are less seen.
 */
export const COLUMNS = {
  client: ["Client ID", "Klant-ID", "Kunde-ID", "Kunde-id", "Kunden-ID", "ID client"],
  date: ["Trade Date", "Transactiedatum", "Handelsdato", "Handelsdatum", "Date de transaction", "Data transazione"],
  valueDate: ["Value Date", "Valutadatum", "Valørdato", "Valuta", "Date de valeur", "Data valuta"],
  account: ["Account ID", "Rekening-ID", "Konto-id", "Konto-ID", "ID du compte"],
  tradeId: ["Trade ID", "Transactie-ID", "Handels-id"],
  recordId: ["Bk_Record_ Id", "Bk Record Id", "Bk_Record_Id"],
  bookingId: ["Booking Id"],
  txType: ["Transaction Type", "Type transactie", "Transactietype", "Transaktionstype", "Transaktionstyp", "Type de transaction"],
  type: ["Type", "Typ", "Tipo"],
  instrument: ["Instrument", "Instrumentnavn", "Strumento"],
  isin: ["Instrument ISIN", "ISIN instrument", "Instrument-ISIN", "ISIN"],
  instrumentCurrency: ["Instrument currency", "Instrumentvaluta", "Valuta instrument", "Instrumentwährung", "Devise de l'instrument"],
  exchange: ["Exchange Description", "Beursomschrijving", "Børsbeskrivelse", "Börsenbeschreibung"],
  symbol: ["Instrument Symbol", "Instrumentsymbool", "Instrumentsymbol", "Symbool", "Symbol", "Symbole"],
  event: ["Event", "Gebeurtenis", "Hændelse", "Begivenhed", "Ereignis", "Événement", "Evento"],
  amount: ["Booked Amount", "Amount", "Geboekt bedrag", "Bedrag", "Bogført beløb", "Beløb", "Gebuchter Betrag", "Betrag", "Montant"],
  currency: ["Currency", "Valuta", "Währung", "Devise"],
  orderId: ["Order ID", "Order-ID", "Ordre-id"],
  rate: ["Conversion Rate", "Omrekeningskoers", "Wisselkoers", "Omregningskurs", "Umrechnungskurs", "Taux de conversion"],
  conversionCost: ["Conversion cost", "Conversiekosten", "Omregningsomkostninger", "Umrechnungskosten"],
  totalCost: ["Total cost", "Totale kosten", "Samlede omkostninger", "Gesamtkosten", "Coût total"],
  realized: ["Realized P/L", "Gerealiseerde W/V", "Realiseret gevinst/tab"],
  comment: ["Comment", "Opmerking", "Kommentar", "Commentaire"],
  underlying: ["Underlying asset type"],

  quantity: ["Quantity", "Position", "Aantal", "Antal", "Menge", "Quantité", "Amount (units)"],
  openPrice: ["Open Price", "Openingskoers", "Åbningskurs", "Eröffnungskurs", "Prix d'ouverture", "Average price"],
  currentPrice: ["Current Price", "Huidige koers", "Aktuel kurs", "Aktueller Kurs", "Prix actuel", "Last price"],
  marketValue: ["Market Value", "Marktwaarde", "Markedsværdi", "Marktwert", "Valeur de marché"],
  assetType: ["Asset type", "Asset class", "Product type", "Producttype", "Produkttype", "Produkttyp"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;
