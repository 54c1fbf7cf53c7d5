import "server-only";
import { addDays, daysBetween } from "@/lib/engine/valuation/calendar";
import { fetchWithin } from "@/lib/http/fetch-within";
import { previousBusinessDay } from "../target-days";
import { type ReferenceRate, readReferenceXml, readReferenceZip } from "./files";

/** One of the files that the bank publishes, by how far it goes back. */
export type ReferenceFile = "daily" | "ninety-days" | "history";

const NAMES: Readonly<Record<ReferenceFile, string>> = {
  daily: "eurofxref-daily.xml",
  "ninety-days": "eurofxref-hist-90d.xml",
  history: "eurofxref-hist.zip",
};
/** Somewhat fewer than ninety: the file is of the days until today. */
const NINETY_DAYS_REACH = 80;
const TIMEOUT_MS = 60_000;
const MAX_BYTES = 16 * 1024 * 1024;

/** The smallest file that has every day after the newest one that is stored, up to the one that is wanted. */
export function fileFor(newest: string | null, wanted: string): ReferenceFile {
  if (newest === null || daysBetween(newest, wanted) > NINETY_DAYS_REACH) return "history";
  return previousBusinessDay(wanted) <= newest ? "daily" : "ninety-days";
}

/**
 * Fetches and reads one file from the bank, or from whoever `baseUrl` says.
 * @throws HttpProblem when it isn't there or too long in coming; FormatError when it isn't what it should be
 */
export async function fetchReferenceRates(baseUrl: string, file: ReferenceFile, signal: AbortSignal): Promise<ReferenceRate[]> {
  const url = new URL(NAMES[file], baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`);
  const bytes = await fetchWithin(url, { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, signal });
  const rates = file === "history" ? readReferenceZip(bytes) : readReferenceXml(new TextDecoder().decode(bytes));
  // Whatever is published is of today at the latest; a slip of the year must not stand in the way of all that follows.
  const latest = addDays(new Date().toISOString().slice(0, 10), 1);
  return rates.filter(({ day }) => day <= latest);
}
