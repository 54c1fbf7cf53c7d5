import { isinOf } from "@/lib/instruments/codes";

/** What the sample's investor buys, and what it costs on any day. All of it is made up, and the same on every machine: integers only. */
export interface Security {
  symbol: string;
  name: string;
  isin: string;
  subCategory: "COMMON" | "ETF";
  currency: "EUR" | "USD" | "GBP";
  /** Cents. */
  startPrice: number;
  /** Growth a month in ten-thousandths, and the swing around it. */
  drift: number;
  swing: number;
  /** Cents a unit and quarter; 0 for none. */
  dividend: number;
}

export const SECURITIES: readonly Security[] = [
  {
    symbol: "WRLD",
    name: "MERIDIAN WORLD EQUITY ETF",
    isin: isinOf("IE00BMERWLD"),
    subCategory: "ETF",
    currency: "EUR",
    startPrice: 8_212,
    drift: 88,
    swing: 3,
    dividend: 0,
  },
  {
    symbol: "GOVB",
    name: "MERIDIAN EURO GOVERNMENT BOND ETF",
    isin: isinOf("IE00BMERGOV"),
    subCategory: "ETF",
    currency: "EUR",
    startPrice: 4_690,
    drift: 14,
    swing: 1,
    dividend: 29,
  },
  {
    symbol: "HARB",
    name: "HARBOUR FOODS SE",
    isin: isinOf("DE000HARB01"),
    subCategory: "COMMON",
    currency: "EUR",
    startPrice: 6_135,
    drift: -34,
    swing: 5,
    dividend: 62,
  },
  {
    symbol: "VOLT",
    name: "VOLTAIC SYSTEMS INC",
    isin: isinOf("US92VOLT101"),
    subCategory: "COMMON",
    currency: "USD",
    startPrice: 11_840,
    drift: 165,
    swing: 9,
    dividend: 18,
  },
  {
    symbol: "TIDE",
    name: "TIDEWATER SHIPPING PLC",
    isin: isinOf("GB00BTIDE01"),
    subCategory: "COMMON",
    currency: "GBP",
    startPrice: 1_482,
    drift: 60,
    swing: 6,
    dividend: 21,
  },
];

/** A day of the sample: months since its first one, and the date in it. */
export interface SampleDay {
  month: number;
  date: number;
}

export const MONTHS = 34;
const FIRST_YEAR = 2024;
export const LAST_DAY: SampleDay = { month: 33, date: 30 };

/** `20240115` */
export const compactDay = ({ month, date }: SampleDay): string =>
  `${FIRST_YEAR + Math.floor(month / 12)}${String((month % 12) + 1).padStart(2, "0")}${String(date).padStart(2, "0")}`;
/** `2024-01-15` */
export const isoDay = (day: SampleDay): string => compactDay(day).replace(/(\d{4})(\d\d)(\d\d)/, "$1-$2-$3");

const WAVE = [0, 2, 3, 1, -1, -3, -2, 0, 1, 3, 2, -1];
const DAYS = 30;

/** Thirtieths of the wave: between its months it goes straight. */
function waveOf({ month, date }: SampleDay): number {
  const [from = 0, to = 0] = [WAVE[month % 12], WAVE[(month + 1) % 12]];
  return from * DAYS + (to - from) * Math.min(date, DAYS);
}

/** -7 to 7, as if by chance. */
function jitterOf(symbol: string, { month, date }: SampleDay): number {
  let hash = month * 131 + date * 17;
  for (const letter of symbol) hash = (hash * 31 + letter.charCodeAt(0)) % 9_973;
  return (hash % 15) - 7;
}

/** A price in cents: steady growth with a slow wave and a little noise. */
export function priceOn({ symbol, startPrice, drift, swing }: Security, day: SampleDay): number {
  const elapsed = day.month * DAYS + Math.min(day.date, DAYS);
  const parts = Math.floor((drift * elapsed) / DAYS) + Math.floor((swing * waveOf(day) * 20) / DAYS) + swing * jitterOf(symbol, day) * 2;
  return Math.round((startPrice * (10_000 + parts)) / 10_000);
}

/** What a euro costs, in ten-thousandths. */
export function euroIn(currency: "USD" | "GBP", day: SampleDay): number {
  const [start, slope, swing] = currency === "USD" ? [10_850, 11, 40] : [8_540, 4, 14];
  return start + slope * day.month + Math.floor((swing * waveOf(day)) / DAYS) + jitterOf(currency, day) * 3;
}

/** Every weekday of the sample. */
export function* tradingDays(): Generator<SampleDay> {
  for (let month = 0; month < MONTHS; month += 1)
    for (let date = 1; date <= DAYS; date += 1) {
      const at = new Date(`${isoDay({ month, date })}T00:00:00Z`);
      const isOfMonth = at.getUTCDate() === date;
      if (isOfMonth && at.getUTCDay() % 6 !== 0 && (month < LAST_DAY.month || date <= LAST_DAY.date)) yield { month, date };
    }
}

export const cents = (amount: number): string =>
  `${amount < 0 ? "-" : ""}${Math.floor(Math.abs(amount) / 100)}.${String(Math.abs(amount) % 100).padStart(2, "0")}`;
