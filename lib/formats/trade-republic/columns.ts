/**
 * Columns of the official export (since April 2026, in English everywhere) and of the table that the open-source tool pytr writes, which has
 * the words of the computer's language.
 */
export const COLUMNS = {
  datetime: ["datetime"],
  day: ["date"],
  accountType: ["account_type"],
  category: ["category"],
  type: ["type"],
  assetClass: ["asset_class"],
  name: ["name"],
  symbol: ["symbol"],
  shares: ["shares"],
  price: ["price"],
  amount: ["amount"],
  fee: ["fee"],
  tax: ["tax"],
  currency: ["currency"],
  originalAmount: ["original_amount"],
  originalCurrency: ["original_currency"],
  fxRate: ["fx_rate"],
  description: ["description"],
  id: ["transaction_id"],
  counterparty: ["counterparty_name"],
  iban: ["counterparty_iban"],
  reference: ["payment_reference"],
  mcc: ["mcc_code"],

  eventDate: ["Datum", "Date", "Fecha", "Data"],
  eventType: ["Typ", "Type", "Transactietype", "Transactie type", "Tipo", "Typ transakcji"],
  value: ["Wert", "Value", "Waarde", "Waarde (netto)", "Valeur", "Valor", "Valore", "Wartość"],
  note: ["Notiz", "Note", "Opmerking", "Notitie", "Nota", "Notatka", "Commentaire"],
  isin: ["ISIN"],
  units: ["Stück", "Shares", "Aantal", "Aandelen", "Parts", "Actions", "Acciones", "Azioni", "Ações", "Liczba"],
  fees: ["Gebühren", "Fees", "Kosten", "Frais", "Comisiones", "Commissioni", "Comissões", "Opłaty"],
  taxes: ["Steuern", "Taxes", "Belasting", "Belastingen", "Impôts", "Taxes et impôts", "Impuestos", "Tasse", "Impostos", "Podatki"],
  isin2: ["ISIN2"],
  units2: ["Stück2", "Shares2", "Aantal2", "Aandelen2", "Parts2", "Acciones2", "Azioni2", "Ações2", "Liczba2"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;
