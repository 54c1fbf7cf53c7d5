/** Which table a mapping is for: rows of the ledger, or a list of positions. */
export type MappedKind = "transactions" | "holdings";

interface FieldRow {
  label: string;
  group: "When" | "What" | "How much" | "Charges" | "More";
  kinds: readonly MappedKind[];
  /** Several columns may be it: charges are added up, notes are joined. */
  many?: boolean;
  /** What its cells hold. */
  holds: "date" | "time" | "number" | "text";
  help?: string;
}

const BOTH = ["transactions", "holdings"] as const;
const LEDGER = ["transactions"] as const;
const POSITIONS = ["holdings"] as const;

/** What a column of somebody's table can be. The screen, the schema and the suggestions all read this list. */
export const FIELDS = {
  date: { label: "Date", group: "When", kinds: BOTH, holds: "date", help: "A date, or a date with a time." },
  time: { label: "Time of day", group: "When", kinds: LEDGER, holds: "time" },
  settleDate: { label: "Settlement date", group: "When", kinds: LEDGER, holds: "date" },
  type: { label: "Kind of row (buy, dividend …)", group: "What", kinds: LEDGER, holds: "text" },
  symbol: { label: "Symbol", group: "What", kinds: BOTH, holds: "text" },
  isin: { label: "ISIN", group: "What", kinds: BOTH, holds: "text" },
  wkn: { label: "WKN", group: "What", kinds: BOTH, holds: "text" },
  cusip: { label: "CUSIP", group: "What", kinds: BOTH, holds: "text" },
  name: { label: "Name of the instrument", group: "What", kinds: BOTH, holds: "text" },
  assetType: { label: "Kind of instrument (stock, fund …)", group: "What", kinds: BOTH, holds: "text" },
  exchange: { label: "Exchange", group: "What", kinds: BOTH, holds: "text" },
  quantity: { label: "Quantity", group: "How much", kinds: BOTH, holds: "number" },
  price: { label: "Price per unit", group: "How much", kinds: BOTH, holds: "number" },
  avgPrice: { label: "Average cost per unit", group: "How much", kinds: POSITIONS, holds: "number" },
  costValue: { label: "Cost in all", group: "How much", kinds: POSITIONS, holds: "number" },
  marketValue: { label: "Market value", group: "How much", kinds: POSITIONS, holds: "number" },
  amount: { label: "Amount", group: "How much", kinds: LEDGER, holds: "number", help: "What moved on the account." },
  gross: { label: "Amount before charges", group: "How much", kinds: LEDGER, holds: "number" },
  debit: { label: "Money out", group: "How much", kinds: LEDGER, holds: "number" },
  credit: { label: "Money in", group: "How much", kinds: LEDGER, holds: "number" },
  currency: { label: "Currency", group: "How much", kinds: BOTH, holds: "text" },
  priceCurrency: { label: "Currency of the price", group: "How much", kinds: LEDGER, holds: "text", help: "Where it differs." },
  fxRate: { label: "Exchange rate", group: "How much", kinds: LEDGER, holds: "number" },
  multiplier: { label: "Units per contract", group: "How much", kinds: BOTH, holds: "number" },
  fee: { label: "Fee", group: "Charges", kinds: LEDGER, many: true, holds: "number" },
  feeCurrency: { label: "Currency of the fee", group: "Charges", kinds: LEDGER, holds: "text" },
  tax: { label: "Tax", group: "Charges", kinds: LEDGER, many: true, holds: "number" },
  account: { label: "Account", group: "More", kinds: BOTH, holds: "text" },
  externalId: {
    label: "Number of the row",
    group: "More",
    kinds: LEDGER,
    holds: "text",
    help: "The broker's own, different on every row.",
  },
  note: { label: "Note", group: "More", kinds: LEDGER, many: true, holds: "text" },
} as const satisfies Record<string, FieldRow>;

export type MappedField = keyof typeof FIELDS;
export const FIELD_CODES = Object.keys(FIELDS) as [MappedField, ...MappedField[]];

export const fieldRow = (field: MappedField): FieldRow => FIELDS[field];

/** What a column of a table of this kind can be, in the order of the list. */
export function fieldsOf(kind: MappedKind): MappedField[] {
  return FIELD_CODES.filter((field) => fieldRow(field).kinds.includes(kind));
}
