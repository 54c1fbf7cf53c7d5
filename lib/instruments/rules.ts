import { BALANCE_TYPES } from "@/lib/engine/ledger-row";
import type { HoldingDraft, TransactionDraft } from "@/lib/formats/types";
import { cusipInIsin, isIsin } from "./codes";

/** What a row, a line of a file or a position calls the thing that it is about. */
export interface Named {
  assetType: string;
  symbol: string;
  currency: string;
  isin?: string | null;
  cusip?: string | null;
  sedol?: string | null;
  figi?: string | null;
  wkn?: string | null;
  conid?: string | null;
  /** A broker's own number, in the numbering of `source` (a format's code). */
  brokerId?: string | null;
  source?: string | null;
  exchange?: string | null;
  name?: string | null;
  /** The row is older than the day from which its symbol means what it means today: the symbol says nothing. */
  early?: boolean;
}

/** A name that an instrument goes by. */
export interface Alias {
  kind: string;
  value: string;
}

export const aliasKey = ({ kind, value }: Alias): string => `${kind}:${value}`;

/** As long as the database keeps them. */
const LONGEST_ALIAS = 200;

/** Exchanges as brokers write them → their market identifier code (ISO 10383). Others stand as they are written. */
const MARKETS: Readonly<Record<string, string>> = {
  NASDAQ: "XNAS",
  NMS: "XNAS",
  NYSE: "XNYS",
  ARCA: "ARCX",
  AMEX: "XASE",
  BATS: "BATS",
  TSX: "XTSE",
  TSE: "XTSE",
  LSE: "XLON",
  LSEETF: "XLON",
  IBIS: "XETR",
  IBIS2: "XETR",
  XETRA: "XETR",
  FWB: "XFRA",
  FRANKFURT: "XFRA",
  SBF: "XPAR",
  AEB: "XAMS",
  BVME: "XMIL",
  EBS: "XSWX",
  SIX: "XSWX",
  SEHK: "XHKG",
  TSEJ: "XTKS",
  ASX: "XASX",
};

/** A contract on a share, and a coin, may have a share's symbol and are something else: their symbols are kinds of their own. */
const APART = ["option", "future", "warrant", "cfd", "crypto"];

/** The kind that the symbols of an asset type are kept under. */
export const symbolKind = (assetType: string): string => (APART.includes(assetType) ? `symbol_${assetType}` : "symbol");
export const isSymbolKind = (kind: string): boolean => kind === "symbol" || kind.startsWith("symbol_");
/** `AAPL` of `AAPL@XNAS`. */
export const symbolOf = (value: string): string => value.slice(0, value.lastIndexOf("@"));
/** `XNAS` of `AAPL@XNAS`. */
export const placeOf = (value: string): string => value.slice(value.lastIndexOf("@") + 1);

/** Symbols as they are compared everywhere: see lib/imports/identity.ts. */
export const canonicalSymbol = (symbol: string): string => symbol.trim().toUpperCase();
export const canonicalCode = (code: string): string => code.replaceAll(/\s/g, "").toUpperCase();
/** A market's identifier for however a broker writes it. */
export function marketOf(exchange: string): string {
  const name = canonicalCode(exchange);
  return MARKETS[name] ?? name;
}

/** `AAPL` at `XNAS`, as an alias. */
export const symbolAlias = (assetType: string, symbol: string, place: string): Alias => ({
  kind: symbolKind(assetType),
  value: `${canonicalSymbol(symbol)}@${canonicalCode(place)}`,
});

/** A code as an alias, written in one way. Ids of brokers are theirs: only spaces around them are taken away. */
export const codeAlias = (kind: string, code: string): Alias => ({
  kind,
  value: ["isin", "cusip", "sedol", "figi", "wkn"].includes(kind) ? canonicalCode(code) : code.trim(),
});

/**
 * Every name that a row gives its instrument, the surest first: the codes of authorities, the broker's own, and last the symbol, which may
 * lie. A row whose symbol is an ISIN names that; a North American ISIN has the CUSIP in it. None for a balance of cash.
 */
export function aliasesOf(named: Named): Alias[] {
  const { assetType, currency } = named;
  if (assetType === "cash") return [];
  const symbol = canonicalSymbol(named.symbol);
  const isin = canonicalCode(named.isin ?? "") || (isIsin(symbol) ? symbol : "");
  const cusip = canonicalCode(named.cusip ?? "") || (cusipInIsin(isin) ?? "");
  const ticker = symbol === isin || symbol === cusip || named.early ? "" : symbol;
  const market = marketOf(named.exchange ?? "");
  const all: Alias[] = [
    { kind: "isin", value: isin },
    { kind: "cusip", value: cusip },
    codeAlias("figi", named.figi ?? ""),
    codeAlias("wkn", named.wkn ?? ""),
    codeAlias("sedol", named.sedol ?? ""),
    codeAlias("conid", named.conid ?? ""),
    codeAlias(named.source ?? "", named.brokerId ?? ""),
    ...(ticker && market ? [symbolAlias(assetType, ticker, market)] : []),
    ...(ticker ? [symbolAlias(assetType, ticker, currency)] : []),
  ];
  return all.filter(({ kind, value }) => /^[a-z0-9_-]{1,32}$/.test(kind) && value !== "" && value.length <= LONGEST_ALIAS);
}

const text = (value: unknown): string | null => (typeof value === "string" ? value : typeof value === "number" ? String(value) : null);

/** The codes in a row's `meta.instrument`, whatever is in it. */
export function codesOf(instrument: unknown): Pick<Named, (typeof CODES)[number]> {
  if (typeof instrument !== "object" || instrument === null) return {};
  const found = instrument as Record<string, unknown>;
  return Object.fromEntries(CODES.map((code) => [code, text(found[code])]));
}
const CODES = ["isin", "cusip", "sedol", "figi", "wkn", "conid", "brokerId", "exchange", "name"] as const;

/** What a draft calls its instrument; null where it is about a balance of cash. */
export function namedOf(draft: TransactionDraft | HoldingDraft): Named | null {
  const { assetType, symbol, currency, meta } = draft;
  if (assetType === "cash") return null;
  if (assetType === "forex" && "tradeType" in draft && BALANCE_TYPES.includes(draft.tradeType)) return null;
  const codes = codesOf(meta.instrument);
  const isin = "isin" in draft ? draft.isin : codes.isin;
  return { assetType, symbol, currency, ...codes, isin: isin ?? null, source: meta.source };
}

const valuesOf = (aliases: readonly Alias[], kind: string) => aliases.filter((alias) => alias.kind === kind).map(({ value }) => value);

/**
 * Whether two sets of names can't be of one thing: both have an ISIN, and none in common; or, where that doesn't say it, the same of their
 * CUSIPs. Then nothing but a person's word makes them one.
 */
export function contradict(one: readonly Alias[], other: readonly Alias[]): boolean {
  for (const kind of ["isin", "cusip"]) {
    const [mine, theirs] = [valuesOf(one, kind), valuesOf(other, kind)];
    if (mine.length === 0 || theirs.length === 0) continue;
    return !mine.some((value) => theirs.includes(value));
  }
  return false;
}
