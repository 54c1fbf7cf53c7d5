/**
 * Columns of XTB's exports. Cash operations: CSV until 2025 with the symbol before or behind the comment, `CASH OPERATION HISTORY` of the
 * workbook, and `Cash Operations` of the newer one (`Ticker`, `Instrument`, `Product`). Positions: the workbook's open and closed ones.
 */
export const COLUMNS = {
  id: ["ID", "Id operacji"],
  type: ["Type", "Typ", "Tipo", "Tip", "Typ operacji"],
  time: ["Time", "Czas", "Hora", "Fecha", "Čas", "Zeit", "Data", "Tempo", "Date/Time"],
  symbol: ["Symbol", "Ticker", "Símbolo", "Simbolo", "Simbol"],
  comment: ["Comment", "Komentarz", "Comentario", "Comentário", "Komentář", "Kommentar", "Commento", "Commentaire", "Comentariu"],
  amount: ["Amount", "Kwota", "Importe", "Valor", "Montante", "Částka", "Betrag", "Importo", "Montant", "Sumă"],
  name: ["Instrument", "Instrumento", "Strumento"],
  product: ["Product", "Produkt", "Producto", "Produto"],

  position: ["Position", "Position ID", "Pozycja", "Posición", "Posição", "Pozice", "Posizione"],
  volume: ["Volume", "Wolumen", "Volumen", "Objem"],
  openTime: ["Open time", "Open time (UTC)", "Czas otwarcia", "Hora de apertura", "Čas otevření"],
  openPrice: ["Open price", "Cena otwarcia", "Precio de apertura", "Preço de abertura", "Otevírací cena"],
  marketPrice: ["Market price", "Current price", "Cena rynkowa", "Precio de mercado", "Tržní cena"],
  closeTime: ["Close time", "Close time (UTC)", "Czas zamknięcia", "Hora de cierre"],
  closePrice: ["Close price", "Cena zamknięcia", "Precio de cierre"],
  purchaseValue: ["Purchase value", "Wartość zakupu", "Valor de compra", "Nominální hodnota"],
  saleValue: ["Sale value", "Wartość sprzedaży", "Valor de venta"],
  margin: ["Margin", "Depozyt", "Margen", "Margem", "Marže"],
  grossProfit: ["Gross P/L", "Gross Profit", "Profit", "Zysk brutto", "Beneficio bruto"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;
