import "server-only";
import { reportUnexpected } from "@/lib/action/report";
import { noteFault } from "@/lib/db/away";

/** In the place of what was thrown in next-auth's `authorize`, whose words would stand in an address. */
export function throwCode(error: unknown): never {
  reportUnexpected(error);
  throw new Error(noteFault(error) ? "away" : "fault");
}
