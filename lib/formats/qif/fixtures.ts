/** Builders and readers for the tests of this folder: a record is its fields, with ` | ` between them. */
import type { FormatItem } from "../types";
import { qif } from "./index";

export const bytes = (text: string) => new TextEncoder().encode(text);
export const read = (text: string, assume: object = { currency: "USD" }) => [...qif.parse(bytes(text), { assume })];
export const drafts = (items: readonly FormatItem[]) => items.flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));
export const reasons = (items: readonly FormatItem[]) => items.flatMap((item) => (item.kind === "skipped" ? [item.reason] : []));
export const refusals = (items: readonly FormatItem[]) => items.flatMap((item) => (item.kind === "refused" ? [item] : []));
export const doubts = (items: readonly FormatItem[]) => drafts(items).flatMap(({ meta }) => meta.reasons ?? []);
export const invst = (...records: string[]) => `!Type:Invst\n${records.map((record) => `${record.replaceAll(" | ", "\n")}\n^\n`).join("")}`;
export const bank = (...records: string[]) => invst(...records).replace("Invst", "Bank");
export const of = (...records: string[]) => read(invst(...records));
