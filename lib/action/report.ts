import "server-only";
import { randomBytes } from "node:crypto";

/**
 * Logs an unexpected error under a short reference, which is all that a browser is told. Messages stay out of the log: Prisma's quote the
 * values of the failed query, and those are people's ledgers and keys. Name, code and stack frames are enough to find the place.
 */
export function reportUnexpected(error: unknown): string {
  const reference = randomBytes(4).toString("hex");
  const known = error instanceof Error ? error : new Error("not an Error");
  const frames = (known.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
  const code = "code" in known ? String(known.code) : undefined;
  console.error(JSON.stringify({ level: "error", at: new Date().toISOString(), reference, name: known.name, code, frames }));
  return reference;
}
