import { formatDateTime } from "@/components/ui/date-format";
import { formatQuantity } from "@/components/ui/number-format";
import type { Difference, DifferenceField } from "@/lib/imports/preview-schema";
import { assetTypeLabel } from "@/lib/instruments/asset-types";
import { parseDecimal } from "@/lib/money/decimal";
import { tradeTypeRow } from "@/lib/transactions/trade-types";

export const FIELD_NAMES: Readonly<Record<DifferenceField, string>> = {
  tradeType: "Type",
  at: "Date",
  symbol: "Symbol",
  isin: "ISIN",
  name: "Name",
  assetType: "Asset type",
  quantity: "Quantity",
  price: "Price",
  currency: "Currency",
  netAmount: "Amount",
  fees: "Fees",
  taxes: "Taxes",
  multiplier: "Multiplier",
  priceUnit: "Price is",
  settleDate: "Settled on",
};

interface Reader {
  timeZone: string;
  locale: string;
}

/** The two values of a field in words; numbers to the last digit, because that may be all they differ in. */
export function differenceWords({ field, mine, file }: Difference, reader: Reader): { mine: string; file: string } {
  const words = { mine: valueWords(field, mine, reader), file: valueWords(field, file, reader) };
  return words.mine === words.file ? { mine: toTheSecond(mine), file: toTheSecond(file) } : words;
}

/** Two instants of one minute are told apart by their seconds: `2025-01-03 14:30:05 UTC`. */
function toTheSecond(value: string | null): string {
  return value === null ? "none" : value.replace(/^(\d{4}-\d\d-\d\d)T([\d:]+)(\.0+|(\.\d+))?Z$/, "$1 $2$4 UTC");
}

function valueWords(field: DifferenceField, value: string | null, { timeZone, locale }: Reader): string {
  if (value === null || value === "") return "none";
  if (field === "tradeType") return tradeTypeRow(value).label;
  if (field === "assetType") return assetTypeLabel(value);
  if (field === "priceUnit") return value === "percent" ? "in percent" : "per unit";
  if (field === "at" || field === "settleDate") return formatDateTime(value, { dateOnly: value.length === 10, timeZone, locale }) ?? value;
  const number = ["quantity", "price", "netAmount", "fees", "taxes", "multiplier"].includes(field) ? parseDecimal(value) : null;
  return number === null ? value : formatQuantity(number, { locale });
}
