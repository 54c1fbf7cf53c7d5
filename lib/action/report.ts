import "server-only";
import { randomBytes } from "node:crypto";
import { errorFields } from "@/lib/logs/fields";
import { log } from "@/lib/logs/log";

/**
 * Logs an unexpected error under a short reference, which is all that a browser is told. Messages stay out of the log: Prisma's quote the
 * values of the failed query, and those are people's ledgers and keys. Name, code and stack frames are enough to find the place.
 */
export function reportUnexpected(error: unknown): string {
  const reference = randomBytes(4).toString("hex");
  log("error", "unexpected", { reference, ...errorFields(error) });
  return reference;
}
