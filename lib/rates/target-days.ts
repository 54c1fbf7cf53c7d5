import { addDays } from "@/lib/engine/valuation/calendar";

/** The calendar of the days on which the European Central Bank publishes rates. Days are ISO dates. */

const FIXED_HOLIDAYS = ["01-01", "05-01", "12-25", "12-26"];

/** The rates of a day are out at about 16:00 in Frankfurt; somewhat later nobody has to ask twice. */
const OUT_BY_MINUTES = 16 * 60 + 15;

/** Easter Sunday of a year, by the Gregorian computus. */
function easter(year: number): string {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const epact = (19 * golden + century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 15) % 30;
  const full = epact - Math.floor(epact / 28) * (1 - Math.floor(29 / (epact + 1)) * Math.floor((21 - golden) / 11));
  const weekday = (year + Math.floor(year / 4) + full + 2 - century + Math.floor(century / 4)) % 7;
  const offset = full - weekday;
  const month = 3 + Math.floor((offset + 40) / 44);
  const day = offset + 28 - 31 * Math.floor(month / 4);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Whether TARGET, and with it the bank's publishing, is open: neither weekend nor one of its six closing days. */
export function isBusinessDay(day: string): boolean {
  const weekday = new Date(day).getUTCDay();
  if (weekday === 0 || weekday === 6 || FIXED_HOLIDAYS.includes(day.slice(5))) return false;
  const sunday = easter(Number(day.slice(0, 4)));
  return day !== addDays(sunday, -2) && day !== addDays(sunday, 1);
}

export function previousBusinessDay(day: string): string {
  let before = addDays(day, -1);
  while (!isBusinessDay(before)) before = addDays(before, -1);
  return before;
}

const FRANKFURT = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Berlin",
  dateStyle: "short",
  timeStyle: "short",
});

/** The newest day whose rates are published by then. */
export function newestPublished(now: Date): string {
  const [day = "", time = ""] = FRANKFURT.format(now).split(" ");
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const isOut = isBusinessDay(day) && hours * 60 + minutes >= OUT_BY_MINUTES;
  return isOut ? day : previousBusinessDay(day);
}
