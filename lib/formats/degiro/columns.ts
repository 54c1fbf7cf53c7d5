/** The currencies in which DEGIRO keeps accounts: newer files write them into the name of a column (`Value EUR`). */
const BASES = ["EUR", "CHF", "GBP", "DKK", "SEK", "NOK", "PLN", "CZK", "HUF"];

const inBase = (...names: string[]) => [...names, ...names.flatMap((name) => BASES.map((base) => `${name} ${base}`))];
/** The column behind one of these, which has no name of its own. */
const behind = (names: readonly string[]) => names.map((name) => `${name}#2`);

const CHANGE = ["Change", "Mutatie", "Änderung", "Mouvements", "Mutation", "Variación", "Importe", "Variazioni", "Variazione"].concat([
  "Mudança",
  "Variação",
  "Zmiana",
  "Změna",
  "Förändring",
  "Ändring",
  "Ændring",
  "Endring",
  "Muutos",
]);
const BALANCE = ["Balance", "Saldo", "Solde", "Zůstatek"];
const ORDER_ID = [
  "Order Id",
  "Order-ID",
  "ID Ordre",
  "ID Orden",
  "ID de la orden",
  "ID Ordine",
  "ID da Ordem",
  "Identyfikator zlecenia",
].concat(["Auftrags-ID", "ID objednávky", "Ordre-ID"]);
const PRICE = ["Price", "Koers", "Kurs", "Cours", "Precio", "Quotazione", "Prezzo", "Preço", "Cena", "Pris"];
const LOCAL_VALUE = [
  "Local value",
  "Lokale waarde",
  "Wert in Lokalwährung",
  "Valeur locale",
  "Montant devise locale",
  "Valor local",
].concat(["Valore locale", "Lokalna wartość", "Wartość lokalna", "Lokalt värde", "Lokal værdi", "Hodnota v lokální měně"]);
const VALUE = ["Value", "Waarde", "Wert", "Valeur", "Montant", "Valor", "Valore", "Wartość", "Värde", "Værdi", "Verdi", "Hodnota"];
const FEES = [
  "Transaction and/or third",
  "Transaction and/or third party fees",
  "Transaction and/or third party costs",
  "Transaction costs",
].concat(
  ["Transactiekosten", "Transactiekosten en/of kosten van derden", "Transaktionsgebühren", "Transaktionsgebühren und/oder Fremdkosten"],
  ["Gebühr", "Transaktionskosten", "Frais de courtage", "Frais de courtage et/ou de parties tierces", "Frais de transaction"],
  ["Costes de transacción y/o externos", "Costes de transacción y/o terceros", "Costes de transacción", "Costi di transazione"],
  ["Costi di transazione e/o di terze parti", "Custos de transação e/ou de terceiros", "Custos de transação"],
  ["Comissões de transação", "Comissões de transação e/ou taxas de terceiros"],
  ["Opłata transakcyjna DEGIRO i/lub opłata stron", "Opłata transakcyjna", "Transaktionsavgift", "Transaktionsomkostninger"],
);
const TOTAL = ["Total", "Totaal", "Gesamt", "Totale", "Razem", "Totalt", "I alt", "Celkem", "Summe"];

/**
 * Columns of DEGIRO's three exports in Dutch, English, German, French, Spanish, Italian, Portuguese, Polish, Czech and the Nordic languages.
 * An amount and its currency stand in two columns, of which only the first has a name: `mutatie` and `mutatie#2`. In the account statement
 * the currency comes first, in the transactions the amount.
 */
export const COLUMNS = {
  date: ["Date", "Datum", "Fecha", "Data", "Dato", "Päivämäärä"],
  time: ["Time", "Tijd", "Uhrzeit", "Uhrze", "Zeit", "Heure", "Hora", "Ora", "Czas", "Čas", "Tid", "Klokkeslæt"],
  valueDate: ["Value date", "Valutadatum", "Wertdatum", "Valuta", "Date de", "Date de valeur", "Fecha valor", "Data Valore"].concat([
    "Data Valuta",
    "Data Valor",
    "Data waluty",
    "Data#2",
    "Datum#2",
    "Valørdato",
  ]),
  product: ["Product", "Produkt", "Produit", "Producto", "Prodotto", "Produto", "Tuote"],
  isin: ["ISIN", "Code ISIN", "ISIN-Code", "ISIN-kod"],
  description: [
    "Description",
    "Omschrijving",
    "Beschreibung",
    "Libellé",
    "Descripción",
    "Descrizione",
    "Descrição",
    "Opis",
    "Popis",
  ].concat(["Beskrivning", "Beskrivelse", "Kuvaus"]),
  fx: ["FX", "Tipo", "Tipo de cambio", "Borsa", "T.", "Câmbio", "Kurs", "Tasso di cambio", "Valutakurs"],
  change: CHANGE,
  change2: behind(CHANGE),
  balance: BALANCE,
  balance2: behind(BALANCE),
  orderId: ORDER_ID,
  /** Newer files write the id under the column behind. */
  orderId2: behind(ORDER_ID),

  exchange: ["Reference exchange", "Reference", "Exchange", "Beurs", "Referenzbörse", "Börse", "Bourse de référence", "Bourse"].concat([
    "Bolsa de referencia",
    "Bolsa de",
    "Centro de referencia",
    "Borsa di riferimento",
    "Bolsa de referência",
    "Giełda referencyjna",
  ]),
  venue: ["Venue", "Execution venue", "Uitvoeringsplaats", "Ausführungsort", "Lieu d'exécution", "Centro de ejecución"].concat([
    "Sede di esecuzione",
    "Local de execução",
    "Miejsce wykonania",
    "Handelsplats",
  ]),
  quantity: ["Quantity", "Aantal", "Anzahl", "Quantité", "Número", "Cantidad", "Quantità", "Quantidade", "Liczba", "Počet", "Antal"],
  price: PRICE,
  price2: behind(PRICE),
  localValue: LOCAL_VALUE,
  localValue2: behind(LOCAL_VALUE),
  value: inBase(...VALUE),
  value2: behind(VALUE),
  rate: ["Exchange rate", "Wisselkoers", "Wechselkurs", "Taux de change", "Tipo de cambio", "Tasso di cambio", "Taxa de câmbio"].concat([
    "Kurs wymiany",
    "Växelkurs",
    "Valutakurs",
  ]),
  autoFx: inBase(
    "AutoFX Fee",
    "AutoFX Kosten",
    "AutoFX-Gebühr",
    "Frais AutoFX",
    "Comisión AutoFX",
    "Commissione AutoFX",
    "Custo AutoFX",
  ).concat(inBase("Opłaty AutoFX", "AutoFX")),
  fees: inBase(...FEES),
  fees2: behind(FEES),
  total: inBase(...TOTAL),
  total2: behind(TOTAL),

  symbolIsin: ["Symbol/ISIN", "Symbool/ISIN", "Symbole/ISIN", "Símbolo/ISIN", "Simbolo/ISIN", "Symbol / ISIN", "Ticker/ISIN"],
  held: ["Amount", "Quantity", "Aantal", "Anzahl", "Quantité", "Número", "Cantidad", "Quantità", "Quantidade", "Suma", "Liczba"].concat([
    "Množství",
    "Antal",
    "Montant",
  ]),
  closing: [
    "Closing",
    "Closing Price",
    "Slotkoers",
    "Schlußkurs",
    "Schlusskurs",
    "Clôture",
    "Cierre",
    "Precio de cierre",
    "Chiusura",
  ].concat(["Ultimo", "Fecho", "Fechamento", "Kurs", "Uzavírací", "Senaste", "Lukning"]),
  heldValue: [...LOCAL_VALUE, ...VALUE],
  heldValue2: behind([...LOCAL_VALUE, ...VALUE]),
  valueInBase: ["Value in *", "Waarde in *", "Wert in *", "Valeur en *", "Montant en *", "Valor en *", "Valore in *", "Valor em *"].concat([
    "Wartość w *",
    "Hodnota v *",
    "Värde i *",
    "Værdi i *",
  ]),
} satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;
