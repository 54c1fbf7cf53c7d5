import { COLUMNS, type Column, GRAMMAR } from "@/lib/formats/truefolio-csv/columns";

/** What each column of our own CSV is for; that none is forgotten, the compiler sees to. */
const PURPOSES: Readonly<Record<Column, string>> = {
  import_key: "Written by exports, so that importing one again adds nothing. Leave it out in files of your own.",
  account: "The account's number, for files with several accounts.",
  trade_time: "When it happened. A bare date stays that date everywhere in the world.",
  trade_type:
    "What happened: buy, sell, dividend, interest, deposit, withdrawal, fee, tax, split and so on. An unknown word is kept and marked for review.",
  asset_type: "What kind of thing it is: stock, etf, mutual_fund, bond, option, future, crypto, cash and so on.",
  symbol: "The ticker. Money needs none.",
  isin: "The international number of the security: the surest way to tell it.",
  name: "The name as people know it.",
  quantity: "Units. The sign follows from the trade type, so a sale of ten may be written 10.",
  price: "Per unit. Bonds in percent say so in price_unit.",
  currency: "The currency of all amounts in the row. GBX, ZAc and ILA are taken as hundredths.",
  net_amount: "What the row did to your cash, after fees and taxes. Left empty, it is worked out from quantity, price and charges.",
  fees: "Commission and other fees, as a positive number.",
  taxes: "Taxes withheld or paid, as a positive number.",
  settle_date: "When cash and units changed hands.",
  multiplier: "Units per contract, for options and futures.",
  price_unit: "How the price is quoted.",
  external_id: "Your broker's own number of the row: the surest guard against importing it twice.",
  group_id: "Shared by rows that belong together, such as the two sides of a currency exchange.",
  note: "Anything you want to remember.",
  meta: "Everything else that an export carries, as JSON.",
};

/** Without these a file is not recognised as ours. */
const NEEDED: ReadonlySet<Column> = new Set<Column>(["trade_time", "trade_type", "currency"]);

export interface CsvColumn {
  name: Column;
  needed: boolean;
  purpose: string;
  /** How a value must look. */
  form: string;
}

/** Every column of our own CSV, documented from the rules that the reader itself uses. */
export const CSV_COLUMNS: readonly CsvColumn[] = COLUMNS.map((name) => ({
  name,
  needed: NEEDED.has(name),
  purpose: PURPOSES[name],
  form: GRAMMAR[name].expected ?? "",
}));
