import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import type { Moment } from "@/lib/moment/schema";
import { readSale, SALE_TIMEOUT_MS } from "../stored/sale";
import type { ClosingRow } from "./rules";
import type { SaleLots } from "./schema";

/** The lots that a row of the ledger closes, as it was recorded at the moment; null when it closes none, and when it isn't the actor's. */
export function getSaleLots(actor: Actor, row: ClosingRow, { known }: Moment): Promise<SaleLots | null> {
  return asActor(actor, (tx) => readSale(tx, row, { asOf: null, known }), { timeoutMs: SALE_TIMEOUT_MS, consistent: true });
}
