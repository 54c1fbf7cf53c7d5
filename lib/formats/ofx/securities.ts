import type { AssetType } from "@/lib/instruments/asset-types";
import type { InstrumentMeta } from "@/lib/instruments/schema";
import { type DecimalString, sign } from "@/lib/money/decimal";
import { parseOfxDate } from "./dates";
import { parseOfxNumber } from "./reader";
import { child, descendant, descendants, type OfxElement, textOf } from "./tree";

/** What the security list tells of one instrument. */
export interface Security {
  assetType: AssetType;
  symbol: string;
  instrument: InstrumentMeta;
  /** Units of the underlying per contract, for options. */
  multiplier?: DecimalString;
}

export type Securities = ReadonlyMap<string, Security>;

/** The standard's five families, which name list entries (STOCKINFO), trades (BUYSTOCK) and positions (POSSTOCK). ETFs are stocks to it. */
const FAMILIES = { STOCK: "stock", MF: "mutual_fund", DEBT: "bond", OPT: "option", OTHER: "other" } as const satisfies Record<
  string,
  AssetType
>;

const INFO_NAMES = new Set(Object.keys(FAMILIES).map((family) => `${family}INFO`));
const MAX_SYMBOL = 64;
const MAX_TEXT = 4000;

/** The asset type that an element's own name tells, such as `bond` of SELLDEBT or POSDEBT; `other` when it tells none. */
export function familyOf(elementName: string): AssetType {
  const family = /^(?:BUY|SELL|POS)?(STOCK|MF|DEBT|OPT|OTHER)(?:INFO)?$/.exec(elementName)?.[1];
  return family === undefined ? "other" : FAMILIES[family as keyof typeof FAMILIES];
}

function keyOf(securityId: OfxElement | undefined): string {
  return `${textOf(securityId, "UNIQUEIDTYPE").toUpperCase()} ${textOf(securityId, "UNIQUEID")}`;
}

function identifiers(securityId: OfxElement | undefined): InstrumentMeta {
  const uniqueId = textOf(securityId, "UNIQUEID");
  const type = textOf(securityId, "UNIQUEIDTYPE").toUpperCase();
  if (type === "ISIN" && /^[A-Z]{2}[A-Z0-9]{9}\d$/.test(uniqueId)) return { isin: uniqueId };
  if (type === "CUSIP" && /^[A-Z0-9*@#]{8,9}$/i.test(uniqueId)) return { cusip: uniqueId };
  return { uniqueId: uniqueId.slice(0, MAX_TEXT), uniqueIdType: type.slice(0, MAX_TEXT) };
}

/** Contract and bond terms, where the entry has them and they can be read. */
function terms(info: OfxElement): InstrumentMeta {
  const putCall = textOf(info, "OPTTYPE").toUpperCase();
  const strike = parseOfxNumber(textOf(info, "STRIKEPRICE"));
  const expiry = parseOfxDate(textOf(info, "DTEXPIRE"))?.day;
  const maturity = parseOfxDate(textOf(info, "DTMAT"))?.day;
  const coupon = parseOfxNumber(textOf(info, "COUPONRT"));
  return {
    ...(putCall === "PUT" || putCall === "CALL" ? { putCall: putCall === "PUT" ? "put" : "call" } : {}),
    ...(strike ? { strike } : {}),
    ...(expiry ? { expiry } : {}),
    ...(maturity ? { maturity } : {}),
    ...(coupon ? { coupon } : {}),
  };
}

function securityOf(info: OfxElement): Security {
  const entry = child(info, "SECINFO") ?? info;
  const securityId = child(entry, "SECID");
  const ticker = textOf(entry, "TICKER");
  const name = textOf(entry, "SECNAME").slice(0, MAX_TEXT);
  const multiplier = parseOfxNumber(textOf(info, "SHPERCTRCT"));
  const symbol = ticker !== "" && ticker.length <= MAX_SYMBOL ? ticker : textOf(securityId, "UNIQUEID").slice(0, MAX_SYMBOL);
  return {
    assetType: familyOf(info.name),
    symbol,
    instrument: { ...identifiers(securityId), ...(name ? { name } : {}), ...terms(info) },
    ...(multiplier && sign(multiplier) > 0 ? { multiplier } : {}),
  };
}

/**
 * The file's security list. Brokers list one id twice (two share classes under one CUSIP): the first entry stands, as any choice
 * would, and the positions keep their own figures.
 */
export function readSecurities(root: OfxElement): Securities {
  const securities = new Map<string, Security>();
  for (const info of descendants(root, INFO_NAMES)) {
    const key = keyOf(descendant(info, "SECID"));
    if (!securities.has(key)) securities.set(key, securityOf(info));
  }
  return securities;
}

/** The security a row or position names, or null; one that the list lacks goes by its id, with the type its element tells. */
export function findSecurity(securities: Securities, element: OfxElement): Security | null {
  const securityId = descendant(element, "SECID");
  const uniqueId = textOf(securityId, "UNIQUEID");
  if (uniqueId === "") return null;
  const symbol = uniqueId.slice(0, MAX_SYMBOL);
  return securities.get(keyOf(securityId)) ?? { assetType: familyOf(element.name), symbol, instrument: identifiers(securityId) };
}
