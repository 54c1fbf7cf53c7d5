import { toMajorCurrency } from "@/lib/money/currency";
import { parseDecimal, sign } from "@/lib/money/decimal";

/** The columns in the order we write them; files may have them in any order, and leave out what is optional. */
export const COLUMNS = [
  "import_key",
  "account",
  "trade_time",
  "trade_type",
  "asset_type",
  "symbol",
  "isin",
  "name",
  "quantity",
  "price",
  "currency",
  "net_amount",
  "fees",
  "taxes",
  "settle_date",
  "multiplier",
  "price_unit",
  "external_id",
  "group_id",
  "note",
  "meta",
] as const;
export type Column = (typeof COLUMNS)[number];
/** The columns whose grammar gives a canonical decimal. */
export type NumberColumn = Extract<Column, "quantity" | "price" | "net_amount" | "fees" | "taxes" | "multiplier">;

export const MAX_COLUMNS = 200;
export const MAX_TEXT = 4000;
const MAX_SYMBOL = 64;
const MAX_META = 64 * 1024;

/** How the value of one column must look. */
interface Grammar {
  /** The value in its canonical form, or null when it is not one. */
  read(text: string): string | null;
  expected: string;
  mend: string;
}

const NUMBER_MEND = "Write plain digits with a point, without thousands marks, currency signs or exponents.";

function realDate(text: string): string | null {
  const match = /^(\d{4})-\d\d-\d\d$/.exec(text);
  const time = match ? Date.parse(`${text}T00:00:00.000Z`) : Number.NaN;
  // Date.parse rolls 31 February over to March; printing it back tells.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : null;
}

/** The day that was found to exist last: the rows of a day stand together. */
let lastDay = "";

/** As {@link realDate} is not null, for the day of an instant. */
function exists(day: string): boolean {
  if (day === lastDay) return true;
  if (realDate(day) === null) return false;
  lastDay = day;
  return true;
}

/** As we write instants ourselves. */
const CANONICAL_INSTANT = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** A bare date stays one; an instant (with Z or an offset) becomes UTC to the millisecond. */
function dateOrInstant(text: string): string | null {
  if (CANONICAL_INSTANT.test(text)) return exists(text.slice(0, 10)) ? text : null;
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d))?$/i.exec(
    text,
  );
  if (!match) return null;
  const [, day = "", hour, minute, second = "00", fraction = "", zone] = match;
  if (realDate(day) === null || zone === undefined) return realDate(day);
  const time = Date.parse(`${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, "0")}${zone.toUpperCase()}`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function atMost(length: number): Grammar {
  return { read: (text) => (text.length <= length ? text : null), expected: `At most ${length} characters.`, mend: "Shorten it." };
}

const TEXT = atMost(MAX_TEXT);
const DECIMAL: Grammar = {
  read: parseDecimal,
  expected: "A number such as -1234.56, at most 40 digits on each side of the point.",
  mend: NUMBER_MEND,
};

function decimalThat(holds: (direction: -1 | 0 | 1) => boolean, expected: string): Grammar {
  const read = (text: string) => {
    const value = parseDecimal(text);
    return value !== null && holds(sign(value)) ? value : null;
  };
  return { read, expected, mend: NUMBER_MEND };
}

/** A code in upper case. Minor units (GBX, ZAc) stay what they are: they are scaled together with the amounts. */
function currency(text: string): string | null {
  const upper = text.toUpperCase();
  return toMajorCurrency(text).minorUnit ?? (toMajorCurrency(upper).currency ? upper : null);
}

/** Words as people write them, `Return of capital` or `mutual-fund`, in the form of our codes. */
function code(text: string): string {
  return text.toLowerCase().replace(/[\s-]+/g, "_");
}

export const GRAMMAR: Readonly<Record<Column, Grammar>> = {
  import_key: TEXT,
  account: TEXT,
  trade_time: {
    read: dateOrInstant,
    expected: "A date such as 2025-09-12, or an instant such as 2025-09-12T13:44:50Z.",
    mend: "Write the date as year-month-day; a time needs a Z or an offset such as +02:00.",
  },
  trade_type: { ...atMost(MAX_SYMBOL), read: (text) => (text.length <= MAX_SYMBOL ? code(text) : null) },
  asset_type: { ...atMost(MAX_SYMBOL), read: (text) => (text.length <= MAX_SYMBOL ? code(text) : null) },
  symbol: atMost(MAX_SYMBOL),
  isin: {
    read: (text) => (/^[A-Z]{2}[A-Z0-9]{9}\d$/.test(text) ? text : null),
    expected: "Twelve characters such as US0378331005.",
    mend: "Correct the ISIN, or leave it empty.",
  },
  name: TEXT,
  quantity: DECIMAL,
  price: decimalThat((direction) => direction >= 0, "A price of zero or more, such as 12.34."),
  currency: {
    read: currency,
    expected: "A currency code of three letters such as USD, or a known coin.",
    mend: "Write the code of the currency, not its sign or name.",
  },
  net_amount: DECIMAL,
  fees: DECIMAL,
  taxes: DECIMAL,
  settle_date: { read: realDate, expected: "A date such as 2025-09-12.", mend: "Write the date as year-month-day." },
  multiplier: decimalThat((direction) => direction > 0, "A number above zero, such as 100."),
  price_unit: {
    read: (text) => (/^(?:unit|percent)$/i.test(text) ? text.toLowerCase() : null),
    expected: "unit or percent.",
    mend: "Write percent for bonds quoted in percent, or leave it empty.",
  },
  external_id: TEXT,
  group_id: TEXT,
  note: TEXT,
  meta: {
    read: (text) => (text.length <= MAX_META ? text : null),
    expected: "A JSON object of at most 64 kB.",
    mend: "Leave the cell as it was exported, or empty.",
  },
};

/** Columns whose cells are words rather than numbers, dates or JSON: only those need a guard against spreadsheets. */
export const TEXT_COLUMNS: ReadonlySet<Column> = new Set<Column>([
  "import_key",
  "account",
  "trade_type",
  "asset_type",
  "symbol",
  "name",
  "external_id",
  "group_id",
  "note",
]);

/** Columns that hold one text of `meta`, and its path there. */
export const META_COLUMNS = {
  import_key: ["importKey"],
  isin: ["instrument", "isin"],
  name: ["instrument", "name"],
  settle_date: ["settleDate"],
  multiplier: ["multiplier"],
  price_unit: ["priceUnit"],
  external_id: ["externalId"],
  group_id: ["groupId"],
  note: ["note"],
} as const satisfies Partial<Record<Column, readonly [string] | readonly ["instrument", string]>>;
export type MetaColumn = keyof typeof META_COLUMNS;

/** Whether a column's cell would give back exactly this value; what it would not (an empty note, a malformed ISIN) travels in `meta`. */
export function carries(column: MetaColumn, value: unknown): value is string {
  return typeof value === "string" && value !== "" && GRAMMAR[column].read(value) === value;
}
