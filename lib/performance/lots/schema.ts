import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";
import type { CostMethod } from "@/lib/engine/books";
import { type DecimalString, sign } from "@/lib/money/decimal";
import { decimalSchema } from "@/lib/transactions/schema";
import type { ClosingType } from "./closing-types";
import { LOT_FIELD } from "./lot-field";

/** Units of a lot that a person chose. */
export interface LotChoice {
  lotId: string;
  /** Above zero, for long and short lots alike. */
  quantity: DecimalString;
}

/** A lot that was open just before the row. Quantities are magnitudes, of short lots too. */
export interface SaleLot {
  lotId: string;
  /** The ledger row that opened it. */
  rowId: string;
  /** ISO instant. */
  acquired: string;
  dateOnly: boolean;
  open: DecimalString;
  /** In the row's currency, charges of the acquisition included. Of a short lot: what was received per unit. */
  unitCost: DecimalString | null;
  costKnown: boolean;
  /** Units that the row takes of it. */
  taken: DecimalString;
  /** What they realised, in the row's currency; null for a delivery, and where nothing is taken. */
  gain: DecimalString | null;
  /** Units that the row names; null where it names none of this lot. */
  chosen: DecimalString | null;
}

/** What was chosen, and is not open any more: its row was changed or deleted, or an earlier sale took it. */
export interface LostChoice {
  rowId: string;
  quantity: DecimalString;
}

/** The lots that a row closes, and those that it could. */
export interface SaleLots {
  portfolioId: string;
  method: CostMethod;
  tradeType: ClosingType;
  currency: string;
  /** Units of the row, as a magnitude. */
  units: DecimalString;
  /** Of those, the ones that come from no lot: more went than was held, or the rest opens a position on the other side. */
  beyond: DecimalString;
  /** The oldest first. */
  lots: readonly SaleLot[];
  /** Whether the row itself names lots. */
  hasChoice: boolean;
  lost: readonly LostChoice[];
}

const seenSchema = z.string().regex(/^\d{1,19}$/);
/** Takes a choice back. */
export const clearLotsSchema = z.object({ id: rowIdSchema, seen: seenSchema });

/** The form of a choice: a field `lot.<id>` for each lot, blank where nothing is taken of it. */
export const chooseLotsSchema = z.looseObject({ id: rowIdSchema, seen: seenSchema }).transform(({ id, seen, ...fields }, context) => {
  const chosen: LotChoice[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (!name.startsWith(LOT_FIELD) || typeof value !== "string" || value.trim() === "") continue;
    const quantity = decimalSchema.safeParse(value.trim());
    const refuse = (message: string) => context.addIssue({ code: "custom", path: [name], message });
    if (!quantity.success) refuse(quantity.error.issues[0]?.message ?? "Enter a number of units.");
    else if (sign(quantity.data) < 0) refuse("Enter how many units of this lot, without a sign.");
    else if (sign(quantity.data) > 0) chosen.push({ lotId: name.slice(LOT_FIELD.length), quantity: quantity.data });
  }
  return { id, seen, chosen };
});
