import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ASSET_TYPES } from "@/lib/instruments/asset-types";
import { type DecimalString, decimal } from "@/lib/money/decimal";
import { transactionMetaSchema } from "@/lib/transactions/schema";
import { TRADE_TYPE_CODES } from "@/lib/transactions/trade-types";
import { FormatError, type FormatItem } from "../types";
import { type ExportRow, truefolioCsv, writeHeader, writeRow } from "./index";

const encode = (text: string) => new TextEncoder().encode(text);

/** Text of every kind a cell can hold, the awkward kinds often. NUL is in no text column of the database. */
const text = fc
  .oneof(
    fc.string({ unit: "binary" }),
    fc
      .array(fc.constantFrom("=", "+", "-", "@", "'", '"', ",", ";", "\t", "\r", "\n", " ", "＝", "a", "é", "\uFEFF", "🙂"), {
        maxLength: 8,
      })
      .map((parts) => parts.join("")),
    fc.constantFrom("", "=HYPERLINK(1)", " +1", "'tis", "''", "\r\n", "－2", "2025-01-01"),
  )
  .filter((value) => !value.includes("\0"));

const digits = (max: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: max }).map((list) => list.join(""));
const amount = fc
  .tuple(fc.boolean(), digits(20), digits(18))
  .map(([minus, whole, part]): DecimalString => decimal(`${minus ? "-" : ""}${whole}.${part}`));
const positive = amount.map((value) => decimal(value.replace("-", ""))).filter((value) => value !== "0");
const currency = fc.constantFrom("USD", "EUR", "GBP", "JPY", "USDT");
const charge = fc.record({ type: text, amount, currency });
const instant = fc
  .date({ min: new Date("1950-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());

const meta = fc.record(
  {
    source: text,
    importKey: text,
    externalId: text,
    groupId: text,
    note: text,
    rawType: text,
    settleDate: fc.oneof(
      text,
      instant.map((time) => time.slice(0, 10)),
    ),
    multiplier: positive,
    priceUnit: fc.constantFrom("unit" as const, "percent" as const),
    netAmount: amount,
    fees: fc.array(charge, { maxLength: 3 }),
    taxes: fc.array(charge, { maxLength: 3 }),
    instrument: fc.record({ isin: fc.oneof(text, fc.constant("US0378331005")), name: text, cusip: text }, { requiredKeys: [] }),
    dateOnly: fc.boolean(),
    needsReview: fc.boolean(),
    reasons: fc.array(text),
    raw: fc.dictionary(
      text.filter((key) => key !== "__proto__"),
      text,
    ),
    own: text,
  },
  { requiredKeys: ["source", "netAmount"] },
);

const row: fc.Arbitrary<ExportRow> = fc.record({
  id: fc.constant("1"),
  account: text,
  assetType: fc.constantFrom(...ASSET_TYPES),
  symbol: text.map((value) => value.slice(0, 12)).filter((value) => value.isWellFormed()),
  quantity: amount,
  price: fc.oneof(positive, fc.constant(decimal("0"))),
  currency,
  tradeType: fc.constantFrom(...TRADE_TYPE_CODES),
  tradeTime: fc.oneof(
    instant,
    instant.map((time) => `${time.slice(0, 10)}T00:00:00.000Z`),
  ),
  meta: meta.map((value) => transactionMetaSchema.parse(value)),
});

describe("an export", () => {
  it("gives exactly the same rows and accounts when it is read again", () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const items = [...truefolioCsv.parse(encode(writeHeader() + rows.map(writeRow).join("")))];
        expect(items.filter((item) => item.kind === "refused")).toEqual([]);
        let account: string | undefined;
        const back = items.flatMap((item) => {
          if (item.kind === "statement") account = item.statement.accountId;
          return item.kind === "transaction" ? [{ id: "1", account, ...item.draft }] : [];
        });
        expect(back).toEqual(rows);
      }),
      { numRuns: 500 },
    );
  });

  it("holds no cell that a spreadsheet would run", () => {
    fc.assert(
      fc.property(text, row, (note, written) => {
        const line = writeRow({ ...written, account: note, symbol: note.slice(0, 12), meta: { ...written.meta, note } });
        const [cells = []]: string[][] = parse(line);
        expect(cells).toHaveLength(21);
        for (const cell of cells) expect(/^\s*[=+\-@＝＋－＠]/.test(cell) && !/^-?[\d.]+$/.test(cell), cell).toBe(false);
      }),
    );
  });

  it("holds the changed total when a person edits the fees of a row", () => {
    const base: ExportRow = {
      id: "1",
      account: "A",
      assetType: "stock",
      symbol: "AAPL",
      quantity: decimal("1"),
      price: decimal("10"),
      currency: "USD",
      tradeType: "buy",
      tradeTime: "2025-01-03T10:00:00.000Z",
      meta: {
        source: "ibkr",
        netAmount: decimal("-11.5"),
        fees: [
          { type: "a", amount: decimal("1"), currency: "USD" },
          { type: "b", amount: decimal("0.5"), currency: "USD" },
        ],
      },
    };
    const edited = writeHeader() + writeRow(base).replace(",-11.5,1.5,", ",-12,2,");
    const [, item] = [...truefolioCsv.parse(encode(edited))];
    expect(item).toMatchObject({ draft: { meta: { netAmount: "-12", fees: [{ amount: "2", currency: "USD" }] } } });
  });
});

function attempt(file: Uint8Array): FormatItem[] | null {
  try {
    return [...truefolioCsv.parse(file)];
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}

describe("a damaged file", () => {
  it("gives items or a FormatError, never a crash, wherever it is cut and whatever is written into it", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 3 }), fc.nat(), fc.uint8Array({ maxLength: 6 }), fc.nat(6), (rows, at, noise, remove) => {
        const file = encode(writeHeader() + rows.map(writeRow).join(""));
        const place = at % file.length;
        attempt(file.subarray(0, place));
        attempt(Uint8Array.from([...file.subarray(0, place), ...noise, ...file.subarray(place + remove)]));
      }),
      { numRuns: 300 },
    );
  });

  it("has one outcome for each line that is not blank", () => {
    const line = fc
      .array(fc.constantFrom("2025-01-03", "deposit", "5", "EUR", ",", " ", "x"), { maxLength: 8 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.constantFrom("\n", "\r\n", "\r"), (lines, end) => {
        const items = attempt(encode(["trade_time,trade_type,net_amount,currency", ...lines].join(end))) ?? [];
        const outcomes = items.filter((item) => item.kind !== "statement").map((item) => item.line);
        expect(outcomes).toEqual(lines.flatMap((text, index) => (text === "" ? [] : [index + 2])));
      }),
      { numRuns: 500 },
    );
  });

  it("keeps its line numbers over parts, multi-line cells and blank lines", () => {
    const block = '2025-01-03,deposit,5,EUR,"two\r\nlines"\r\n\r\n';
    const items = attempt(encode(`trade_time,trade_type,net_amount,currency,note\r\n${block.repeat(30_000)}`)) ?? [];
    const lines = items.flatMap((item) => (item.kind === "transaction" ? [item.line] : []));
    expect(lines).toHaveLength(30_000);
    expect(lines.every((line, index) => line === 2 + index * 3)).toBe(true);
  });
});
