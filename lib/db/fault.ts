import "server-only";

/** What PostgreSQL, its driver or Prisma say of a fault, wherever in the error that stands: SQLSTATE, a code of Node's, one of Prisma's, or a kind of its adapter's. */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== "object" || error === null || depth > 4) return [];
  const { code, originalCode, kind, cause, meta, driverAdapterError } = error as Record<string, unknown>;
  const own = [code, originalCode, kind].filter((each) => typeof each === "string");
  return [...own, ...[cause, meta, driverAdapterError].flatMap((inner) => codesOf(inner, depth + 1))];
}

/** Serialization failure, deadlock; ended by an administrator, by a crash, not yet up; too many connections; connection failures. */
const PASSING =
  /^(40001|40P01|57P0[1-5]|53300|08...|P1001|P1002|P1008|P1017|P2024|P2034|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/;
/** No room on the disk, for a temporary file, or in memory. */
const FULL = /^(53100|53200|ENOSPC)$/;
/** Cancelled for lasting too long, or for waiting too long for a lock; or Prisma's own limit of a transaction. */
const SLOW = /^(57014|55P03|25P0[34]|P2028)$/;

/**
 * What kind of a fault of the database this is: `passing`, after which the same thing done again may well succeed; `full`, for its disk; `slow`, for a
 * limit of time; null for any other. In each of them the transaction has left nothing.
 */
export function databaseFault(error: unknown): "passing" | "full" | "slow" | null {
  const codes = codesOf(error);
  if (codes.some((code) => FULL.test(code))) return "full";
  if (codes.some((code) => SLOW.test(code))) return "slow";
  return codes.some((code) => PASSING.test(code)) || /Connection terminated|connection error/i.test(String((error as Error)?.message))
    ? "passing"
    : null;
}
