import { z } from "zod";

/** A place in the ledger: the row after which the next page begins. Microseconds matter, so the time is PostgreSQL's own text. */
const cursorSchema = z.tuple([z.string().regex(/^-?\d{4,6}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?$/), z.string().regex(/^\d{1,19}$/)]);
export interface Cursor {
  /** UTC, `2025-09-12 13:44:50.123456`. */
  time: string;
  id: bigint;
}

export const writeCursor = ({ time, id }: Cursor): string => Buffer.from(JSON.stringify([time, id.toString()])).toString("base64url");

/** Reads a cursor from an address; null for anything that is none. */
export function readCursor(text: string): Cursor | null {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    // Not ours: an address that somebody typed. The caller starts at the top.
    return null;
  }
  const parsed = cursorSchema.safeParse(value);
  return parsed.success ? { time: parsed.data[0], id: BigInt(parsed.data[1]) } : null;
}
