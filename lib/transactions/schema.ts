import { z } from "zod";
import { instrumentMetaSchema } from "@/lib/instruments/schema";
import { type DecimalString, parseDecimal } from "@/lib/money/decimal";

/** A decimal as text, brought to its canonical form. */
export const decimalSchema = z.string().transform((text, context): DecimalString => {
  const parsed = parseDecimal(text);
  if (parsed === null) {
    context.addIssue({ code: "custom", message: "Expected a plain number such as 1234.56, at most 40 digits on each side of the point." });
    return z.NEVER;
  }
  return parsed;
});

const chargeSchema = z.looseObject({ type: z.string(), amount: decimalSchema, currency: z.string() });
export type Charge = z.infer<typeof chargeSchema>;

/**
 * The `meta` of a transaction: everything a broker tells beyond the fixed columns. One shape for every source; amounts are decimal
 * strings in the row's major currency; keys that are not listed survive a round trip.
 */
export const transactionMetaSchema = z.looseObject({
  /** Where the row comes from: a format or connector code, `manual`, or `sample`. */
  source: z.string(),
  /** The broker's own id; scoped to the source by its prefix (`ibkr:…`, `ofx:…`). */
  externalId: z.string().optional(),
  externalIds: z.array(z.string()).optional(),
  /** The type as the broker wrote it. */
  rawType: z.string().optional(),
  subtype: z.string().optional(),
  rawAssetType: z.string().optional(),
  /** Signed effect on the account's cash in the row's currency, after fees and taxes. Always present. */
  netAmount: decimalSchema,
  grossAmount: decimalSchema.optional(),
  /** Charges inside the row: positive amounts are paid, negative ones refunded. */
  fees: z.array(chargeSchema).optional(),
  taxes: z.array(chargeSchema).optional(),
  settleDate: z.string().optional(),
  fx: z.looseObject({ rate: decimalSchema, from: z.string(), to: z.string() }).optional(),
  accruedInterest: decimalSchema.optional(),
  /** Value = quantity × price × multiplier; absent means 1. */
  multiplier: decimalSchema.optional(),
  /** `percent`: value = quantity × price ÷ 100 (bonds). */
  priceUnit: z.enum(["unit", "percent"]).optional(),
  /** The minor unit the broker quoted in, such as GBX. */
  minorUnit: z.string().optional(),
  instrument: instrumentMetaSchema.optional(),
  lots: z
    .array(
      z.looseObject({
        quantity: decimalSchema,
        cost: decimalSchema.optional(),
        acquiredAt: z.string().optional(),
        lotId: z.string().optional(),
      }),
    )
    .optional(),
  corporateAction: z
    .looseObject({
      kind: z.string().optional(),
      description: z.string().optional(),
      /** New units for old units. */
      ratio: z.object({ to: decimalSchema, from: decimalSchema }).optional(),
      parent: z.string().optional(),
      child: z.string().optional(),
    })
    .optional(),
  /** Rows that are parts of one event share it. */
  groupId: z.string().optional(),
  /** The broker gave a date without a time: `trade_time` is its 00:00 UTC and is always shown as that date. */
  dateOnly: z.boolean().optional(),
  positionEffect: z.enum(["open", "close"]).optional(),
  brokerGain: decimalSchema.optional(),
  description: z.string().optional(),
  note: z.string().optional(),
  reason: z.string().optional(),
  needsReview: z.boolean().optional(),
  reasons: z.array(z.string()).optional(),
  raw: z.record(z.string(), z.string()).optional(),
  /** Import identity, unique per account (see lib/imports/identity.ts). */
  importKey: z.string().optional(),
  /** Hash of the row's content as imported: what tells a corrected row from a known one. */
  contentHash: z.string().optional(),
  /** A person changed this row; a later import leaves it alone. */
  edited: z.boolean().optional(),
});
export type TransactionMeta = z.infer<typeof transactionMetaSchema>;
/** Meta before validation: plain strings where decimals are expected. */
export type TransactionMetaInput = z.input<typeof transactionMetaSchema>;
