import { readTime } from "../table/dates";
import { columnName } from "../table/header";
import { assetClass } from "./asset-class";
import type { Row, StatementLine } from "./lines";

/** What the section Financial Instrument Information tells of an instrument, as attributes of a Flex line. */
export type InstrumentAttributes = Readonly<Record<string, string>>;

/** What must be known of the whole file before its first row is read, because it stands at the end or anywhere. */
export interface About {
  accounts: string[];
  /** The broker's own name for the account. */
  alias: string;
  base: string | null;
  /** First and last day, ISO; null where the file doesn't say it in words that are known. */
  from: string | null;
  to: string | null;
  instruments: Map<string, InstrumentAttributes>;
  /** Whether there is a header of any section that is known. */
  hasSections: boolean;
  hasTrades: boolean;
  hasPositions: boolean;
  /** The list of asset values holds nothing but cash: then an absent list of positions is an empty one. */
  isAllCash: boolean;
}

const ACCOUNT_FIELDS = new Set(["account", "konto", "compte", "cuenta", "счет", "账户", "賬戶", "conto", "conta"]);
const ALIAS_FIELDS = new Set([
  "account alias",
  "kontoalias",
  "konto-alias",
  "alias du compte",
  "alias de cuenta",
  "псевдоним счета",
  "账户别名",
]);
const BASE_FIELDS = new Set([
  "base currency",
  "basiswährung",
  "devise de base",
  "divisa base",
  "moneda base",
  "базовая валюта",
  "基础货币",
  "基礎貨幣",
  "valuta di base",
  "moeda base",
]);
const CASH_CLASSES =
  /^(?:cash|barmittel|trésorerie|liquidités|efectivo|средства|денежные средства|现金|liquidità|total|gesamt|totale|всего|总数|.*accrual.*|.*interest.*|.*dividend.*)$/i;

/** An account's own number; `Multiple` and the like are none. */
const ACCOUNT = /\b[A-Z]{1,3}\d{5,10}[A-Z]?\b/;

const RUSSIAN_MONTHS = ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];

/** A day of the statement's period: `December 31, 2025`, `Декабрь 31, 2025`, `2026年1月1日`, `24 septembre 2026`. */
function dayOf(text: string): string | null {
  const written = readTime(text, "ymd");
  if (written) return written.date;
  const east = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/.exec(text);
  if (east) return readTime(`${east[1]}-${east[2]}-${east[3]}`, "ymd")?.date ?? null;
  const word = /^(\p{L}+)\s+(\d{1,2}),\s*(\d{4})$/u.exec(text.trim());
  const month = RUSSIAN_MONTHS.findIndex((name) => word?.[1]?.toLowerCase().startsWith(name)) + 1;
  return word && month > 0 ? (readTime(`${word[3]}-${month}-${word[2]}`, "ymd")?.date ?? null) : null;
}

function noteField(about: About, row: Row): void {
  const [name, value] = [columnName(row.text("fieldName")), row.text("fieldValue")];
  if (ACCOUNT_FIELDS.has(name)) {
    const account = ACCOUNT.exec(value)?.[0];
    if (account && !value.includes(",")) addAccount(about, account);
  }
  if (ALIAS_FIELDS.has(name)) about.alias ||= value;
  if (BASE_FIELDS.has(name) && /^[A-Z]{3}$/.test(value)) about.base ??= value;
  if (name === "period") {
    const days = value.split(/\s+[-–]\s+/).map(dayOf);
    about.from ??= days[0] ?? null;
    about.to ??= days.at(-1) ?? null;
  }
}

function addAccount(about: About, account: string): void {
  if (account !== "" && !about.accounts.includes(account)) about.accounts.push(account);
}

function noteInstrument(about: About, row: Row): void {
  const category = row.text("category");
  const type = row.text("type").toUpperCase();
  const security = row.text("securityId");
  const attributes = Object.entries({
    assetCategory: assetClass(category) ?? category,
    subCategory: type,
    isin: /^[A-Z]{2}[A-Z0-9]{9}\d$/.test(security) ? security : "",
    cusip: /^[A-Z0-9]{9}$/.test(security) ? security : "",
    conid: row.text("conid"),
    description: row.text("description"),
    listingExchange: row.text("exchange"),
    underlyingSymbol: row.text("underlying"),
    multiplier: row.number("mult") ?? "",
    expiry: row.text("expiry"),
    strike: row.number("strike") ?? "",
    putCall: /^[PC]$/.test(type) ? type : "",
  }).filter(([, value]) => value !== "" && value !== "-" && value !== "--");
  // An instrument that was renamed stands under all its symbols.
  for (const symbol of row.text("symbol").split(/,\s*/)) {
    if (symbol !== "" && !about.instruments.has(symbol)) about.instruments.set(symbol, Object.fromEntries(attributes));
  }
}

/** Reads the whole statement once for what is said about it. `fileName` may have the last day in it: `U1234567_20250101_20251231.csv`. */
export function aboutStatement(lines: Iterable<StatementLine>, fileName = ""): About {
  const about: About = {
    accounts: [],
    alias: "",
    base: null,
    from: null,
    to: null,
    instruments: new Map(),
    hasSections: false,
    hasTrades: false,
    hasPositions: false,
    isAllCash: true,
  };
  let classes = 0;
  for (const { kind, tag, row } of lines) {
    about.hasSections ||= tag === "header" && kind !== null;
    if (tag !== "data" || !row) continue;
    if (kind === "statement" || kind === "account" || kind === "summary") noteField(about, row);
    else if (kind === "instruments") noteInstrument(about, row);
    else if (kind === "trades") about.hasTrades = true;
    else if (kind === "positions") about.hasPositions = true;
    else if (kind === "netAssetValue" && row.cells.length > 4) {
      classes += 1;
      if (!CASH_CLASSES.test((row.cells[2] ?? "").trim()) && row.cells.slice(4, 7).some((cell) => /[1-9]/.test(cell)))
        about.isAllCash = false;
    }
    addAccount(about, row.text("account").split(/\s/)[0] ?? "");
  }
  if (classes === 0) about.isAllCash = false;
  const named = /_(\d{8})(?:_(\d{8}))?\.\w+$/.exec(fileName);
  about.to ??= dayOf(named?.[2] ?? named?.[1] ?? "");
  return about;
}
