/**
 * Columns of the history export in its versions of 2020 to 2026. Oldest ones write the account's currency into the name of the column; since
 * 2024 Notes and ID stand before the shares; since 2025 some accounts get Gross Total and Net Total in place of Total. Columns that no line
 * of the period needs are left out of the file.
 */
export const COLUMNS = {
  action: ["Action"],
  time: ["Time", "Time (UTC)"],
  isin: ["ISIN"],
  ticker: ["Ticker"],
  name: ["Name"],
  shares: ["No. of shares"],
  price: ["Price / share"],
  priceCurrency: ["Currency (Price / share)"],
  rate: ["Exchange rate"],
  result: ["Result", "Result (*)"],
  resultCurrency: ["Currency (Result)"],
  total: ["Total", "Total (*)"],
  totalCurrency: ["Currency (Total)"],
  netTotal: ["Net Total", "Net Total (*)"],
  netCurrency: ["Currency (Net Total)"],
  grossTotal: ["Gross Total", "Gross Total (*)"],
  grossCurrency: ["Currency (Gross Total)"],
  withholding: ["Withholding tax"],
  withholdingCurrency: ["Currency (Withholding tax)"],
  notes: ["Notes"],
  id: ["ID"],
  charge: ["Charge amount", "Charge amount (*)"],
  chargeCurrency: ["Currency (Charge amount)"],
  taxes: ["Taxes", "Taxes (*)"],
  taxesCurrency: ["Currency (Taxes)"],
  stampDuty: ["Stamp duty", "Stamp duty (*)"],
  stampDutyCurrency: ["Currency (Stamp duty)"],
  reserveTax: ["Stamp duty reserve tax", "Stamp duty reserve tax (*)"],
  reserveTaxCurrency: ["Currency (Stamp duty reserve tax)"],
  transactionTax: ["French transaction tax", "French transaction tax (*)"],
  transactionTaxCurrency: ["Currency (French transaction tax)"],
  transactionFee: ["Transaction fee", "Transaction fee (*)"],
  transactionFeeCurrency: ["Currency (Transaction fee)"],
  finraFee: ["Finra fee", "Finra fee (*)"],
  finraFeeCurrency: ["Currency (Finra fee)"],
  levy: ["UK PTM levy", "UK PTM Levy (*)", "PTM levy"],
  levyCurrency: ["Currency (UK PTM levy)", "Currency (PTM levy)"],
  conversionFee: ["Currency conversion fee", "Currency conversion fee (*)", "Conversion fee (*)"],
  conversionFeeCurrency: ["Currency (Currency conversion fee)"],
  depositFee: ["Deposit fee", "Deposit fee (*)"],
  depositFeeCurrency: ["Currency (Deposit fee)"],
  convertedFrom: ["Currency conversion from amount"],
  convertedFromCurrency: ["Currency (Currency conversion from amount)"],
  convertedTo: ["Currency conversion to amount"],
  convertedToCurrency: ["Currency (Currency conversion to amount)"],
  merchant: ["Merchant name"],
  category: ["Merchant category"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

/** Charges of a row: which column, its currency's column, and what it is called in `meta`. */
export const FEES = [
  ["conversionFee", "conversionFeeCurrency", "currency_conversion"],
  ["transactionFee", "transactionFeeCurrency", "transaction"],
  ["finraFee", "finraFeeCurrency", "finra"],
  ["levy", "levyCurrency", "ptm_levy"],
  ["depositFee", "depositFeeCurrency", "deposit"],
] as const satisfies readonly (readonly [Column, Column, string])[];
export const TAXES = [
  ["stampDuty", "stampDutyCurrency", "stamp_duty"],
  ["reserveTax", "reserveTaxCurrency", "stamp_duty_reserve"],
  ["transactionTax", "transactionTaxCurrency", "financial_transaction"],
  ["taxes", "taxesCurrency", "tax"],
] as const satisfies readonly (readonly [Column, Column, string])[];
