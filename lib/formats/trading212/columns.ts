/** Columns of the history export, in the versions of 2021 to 2026. Older ones write the account's currency into the name of the column. */
export const COLUMNS = {
  action: ["Action"],
  time: ["Time"],
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
  withholding: ["Withholding tax"],
  withholdingCurrency: ["Currency (Withholding tax)"],
  notes: ["Notes"],
  id: ["ID"],
  charge: ["Charge amount", "Charge amount (*)"],
  chargeCurrency: ["Currency (Charge amount)"],
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
  conversionFee: ["Currency conversion fee", "Currency conversion fee (*)", "Conversion fee (*)"],
  conversionFeeCurrency: ["Currency (Currency conversion fee)"],
  depositFee: ["Deposit fee", "Deposit fee (*)"],
  depositFeeCurrency: ["Currency (Deposit fee)"],
  merchant: ["Merchant name"],
  category: ["Merchant category"],
  grossTotal: ["Gross Total"],
  grossCurrency: ["Currency (Gross Total)"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

/** Charges of a row: which column, its currency's column, and what it is called in `meta`. */
export const FEES = [
  ["conversionFee", "conversionFeeCurrency", "currency_conversion"],
  ["transactionFee", "transactionFeeCurrency", "transaction"],
  ["finraFee", "finraFeeCurrency", "finra"],
  ["depositFee", "depositFeeCurrency", "deposit"],
] as const satisfies readonly (readonly [Column, Column, string])[];
export const TAXES = [
  ["stampDuty", "stampDutyCurrency", "stamp_duty"],
  ["reserveTax", "reserveTaxCurrency", "stamp_duty_reserve"],
  ["transactionTax", "transactionTaxCurrency", "financial_transaction"],
] as const satisfies readonly (readonly [Column, Column, string])[];
