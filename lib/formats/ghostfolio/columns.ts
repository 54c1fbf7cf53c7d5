/** Columns of the CSV that Ghostfolio takes in and gives out, in the spellings that it accepts. `DataSource` is its own alone. */
export const COLUMNS = {
  account: ["accountId", "Account"],
  comment: ["Comment", "Note"],
  currency: ["Currency", "ccy"],
  dataSource: ["DataSource"],
  date: ["Date"],
  fee: ["Fee"],
  id: ["id"],
  quantity: ["Quantity", "qty", "Shares", "Units"],
  symbol: ["Symbol", "Code", "Ticker"],
  tags: ["Tags"],
  type: ["Type", "Action"],
  unitPrice: ["unitPrice", "Price", "Value"],
  updateAccountBalance: ["updateAccountBalance"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

export const SOURCE = "ghostfolio";
