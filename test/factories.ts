import fc from "fast-check";
import type { TransactionDraft } from "@/lib/formats/types";
import { ASSET_TYPES } from "@/lib/instruments/asset-types";
import { type DecimalString, decimal, negate, ZERO } from "@/lib/money/decimal";
import { grossValue, signed } from "@/lib/transactions/rules";
import { type TransactionMetaInput, transactionMetaSchema } from "@/lib/transactions/schema";
import { TRADE_TYPE_CODES, tradeTypeRow } from "@/lib/transactions/trade-types";

/** What a test says of a ledger row; decimals as plain text. */
export interface DraftInput extends Partial<Omit<TransactionDraft, "quantity" | "price" | "meta">> {
  quantity?: string;
  price?: string;
  meta?: Partial<TransactionMetaInput>;
}

/**
 * A ledger row: one unit of ACME bought at 10 EUR, unless told otherwise. Where `meta.netAmount` is left out it is what the quantity and
 * the price come to, with no charges.
 */
export function draft(input: DraftInput = {}): TransactionDraft {
  const { quantity = "1", price = "10", meta, ...columns } = input;
  const row = {
    assetType: "stock",
    symbol: "ACME",
    currency: "EUR",
    tradeType: "buy",
    tradeTime: "2025-01-02T10:00:00.000Z",
    ...columns,
    quantity: decimal(quantity),
    price: decimal(price),
  } as const;
  const parsed = transactionMetaSchema.parse({ source: "test", netAmount: "0", ...meta });
  return { ...row, meta: meta?.netAmount === undefined ? { ...parsed, netAmount: netAmount(row, parsed) } : parsed };
}

function netAmount(
  row: Pick<TransactionDraft, "assetType" | "tradeType" | "quantity" | "price">,
  meta: TransactionDraft["meta"],
): DecimalString {
  if (tradeTypeRow(row.tradeType).cash === "0") return ZERO;
  return row.assetType === "cash" ? row.quantity : negate(grossValue(row.quantity, row.price, meta));
}

/** Decimals from 0 on, up to `wholeDigits` before and `places` after the point. */
export const anyMagnitude = ({ wholeDigits = 9, places = 8 } = {}): fc.Arbitrary<DecimalString> =>
  fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** BigInt(wholeDigits) - 1n }), fc.bigInt({ min: 0n, max: 10n ** BigInt(places) - 1n }))
    .map(([whole, fraction]) => decimal(`${whole}.${String(fraction).padStart(places, "0")}`));

/** Decimals of either sign. */
export const anyDecimal = (size?: Parameters<typeof anyMagnitude>[0]): fc.Arbitrary<DecimalString> =>
  fc.tuple(anyMagnitude(size), fc.boolean()).map(([magnitude, below]) => (below ? negate(magnitude) : magnitude));

/** Any moment of the years people trade in, to the millisecond, as ISO text in UTC. */
export const anyInstant: fc.Arbitrary<string> = fc
  .date({ min: new Date("1990-01-01T00:00:00Z"), max: new Date("2049-12-31T23:59:59Z"), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Any ledger row whose signs are those of its trade type: of every type and kind of instrument, in several currencies. */
export const anyDraft: fc.Arbitrary<TransactionDraft> = fc
  .record({
    tradeType: fc.constantFrom(...TRADE_TYPE_CODES),
    assetType: fc.constantFrom(...ASSET_TYPES),
    symbol: fc.constantFrom("ACME", "BRK.B", "ES=F", "BTC", "日経", "A/B C"),
    currency: fc.constantFrom("EUR", "USD", "JPY", "USDT"),
    quantity: anyDecimal(),
    price: anyMagnitude(),
    net: anyDecimal(),
    tradeTime: anyInstant,
    note: fc.option(
      fc.string({ unit: "grapheme", maxLength: 20 }).map((text) => text.replaceAll("\0", "")),
      { nil: undefined },
    ),
  })
  .map(({ net, note, quantity, ...columns }) => {
    const { units, cash } = tradeTypeRow(columns.tradeType);
    const meta = { netAmount: signed(net, cash), ...(note === undefined ? {} : { note }) };
    return draft({ ...columns, quantity: signed(quantity, units), meta });
  });
