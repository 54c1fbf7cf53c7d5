import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TransactionDraft } from "@/lib/formats/types";
import { ASSET_TYPES } from "@/lib/instruments/asset-types";
import { type DecimalString, decimal, negate, sign } from "@/lib/money/decimal";
import { type TransactionForm, transactionFormSchema } from "./form-schema";
import { draftFromForm, editedDraft, formFromDraft } from "./rules";
import { TRADE_TYPE_CODES, TRADE_TYPES, type TradeType, tradeTypeRow } from "./trade-types";

const BLANK = {
  assetType: "stock",
  symbol: "",
  isin: "",
  name: "",
  quantity: "",
  price: "",
  amount: "",
  fee: "",
  tax: "",
  multiplier: "",
  currency: "USD",
  date: "2026-03-02",
  time: "",
  note: "",
  reason: "because",
};
const form = (fields: Partial<Record<keyof TransactionForm, string>>): TransactionForm =>
  transactionFormSchema.parse({ ...BLANK, ...fields });
const typed = (tradeType: TradeType, fields: Partial<Record<keyof TransactionForm, string>>) =>
  draftFromForm(form({ tradeType, symbol: tradeTypeRow(tradeType).fields.includes("instrument") ? "NET" : "", ...fields }));

describe("the sign of what is typed comes from its type", () => {
  it.each([
    ["buy", { quantity: "10", price: "120", fee: "1", tax: "0.5" }, "10", "-1201.5"],
    ["sell", { quantity: "10", price: "120", fee: "1" }, "-10", "1199"],
    ["sell", { quantity: "-10", price: "120", fee: "1" }, "-10", "1199"],
    ["redemption", { quantity: "5", price: "100" }, "-5", "500"],
    ["dividend", { amount: "20", tax: "3" }, "0", "17"],
    ["interest", { amount: "-4" }, "0", "-4"],
    ["return_of_capital", { amount: "8" }, "0", "8"],
    ["reinvest", { quantity: "0.25", price: "40" }, "0.25", "0"],
    ["stock_dividend", { quantity: "2", price: "0" }, "2", "0"],
    ["transfer_in", { quantity: "7", price: "9" }, "7", "0"],
    ["transfer_out", { quantity: "7", price: "9" }, "-7", "0"],
    ["deposit", { amount: "100" }, "100", "100"],
    ["withdrawal", { amount: "100" }, "-100", "-100"],
    ["fx_conversion", { amount: "-55" }, "-55", "-55"],
    ["fee", { amount: "-2" }, "0", "-2"],
    ["split", { quantity: "30" }, "30", "0"],
    ["option_expiration", { quantity: "-1", assetType: "option" }, "-1", "0"],
  ] as const)("%s %j changes the units by %s and the cash by %s", (tradeType, fields, units, cash) => {
    const draft = typed(tradeType, fields);
    expect([draft.quantity, draft.meta.netAmount]).toEqual([units, cash]);
  });

  it("counts an option's price once per unit of the contract", () => {
    expect(typed("buy", { assetType: "option", quantity: "2", price: "1.5", multiplier: "100", fee: "1.3" }).meta.netAmount).toBe("-301.3");
  });

  it("takes a negative fee for a rebate", () => {
    expect(typed("buy", { quantity: "1", price: "10", fee: "-0.25" }).meta.netAmount).toBe("-9.75");
  });
});

const number = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.integer({ min: 0, max: 999_999 }))
  .map(([whole, part]) => decimal(`${whole}.${String(part).padStart(6, "0")}`));
const positive = number.filter((value) => sign(value) > 0);
const signedNumber = fc.tuple(number, fc.boolean()).map(([value, minus]) => (minus ? negate(value) : value));
const blankOr = (values: fc.Arbitrary<DecimalString>) => fc.option(values, { nil: "" as const });

/** Every form that a person can send: what the type does not ask for is blank. */
const anyForm: fc.Arbitrary<TransactionForm> = fc.constantFrom(...TRADE_TYPE_CODES).chain((tradeType) => {
  const row = tradeTypeRow(tradeType);
  const shown = (field: (typeof row.fields)[number], values: fc.Arbitrary<string>) =>
    row.fields.includes(field) ? values : fc.constant("");
  const money = (rule: string) => (rule === "0" ? fc.constant("0") : rule === "±" ? signedNumber : number);
  return fc
    .record({
      tradeType: fc.constant(tradeType),
      assetType: fc.constant("stock"),
      symbol: shown("instrument", fc.constantFrom("NET", "VWCE")),
      isin: shown("instrument", fc.constantFrom("", "US0378331005")),
      name: shown("instrument", fc.constantFrom("", "Acme")),
      quantity: shown("quantity", money(row.units)),
      price: shown("price", number),
      amount: shown("amount", money(row.cash)),
      fee: shown("fee", blankOr(positive)),
      tax: shown("tax", blankOr(positive)),
      multiplier: fc.constantFrom("", "100"),
      currency: fc.constantFrom("EUR", "USD", "USDT"),
      date: fc.constantFrom("2024-02-29", "2025-12-31"),
      time: fc.constantFrom("", "00:00:00", "13:44:50"),
      note: fc.constantFrom("", "a note"),
      reason: fc.constantFrom("", "a reason"),
    })
    .filter((values) => transactionFormSchema.safeParse(values).success)
    .map((values) => transactionFormSchema.parse(values));
});

const asText = (values: TransactionForm) => Object.fromEntries(Object.entries(values).map(([field, value]) => [field, value ?? ""]));

describe("a form and its row say the same", () => {
  it("gives back every field of every form", () => {
    fc.assert(
      fc.property(anyForm, (values) => {
        expect(formFromDraft(draftFromForm(values))).toEqual(asText(values));
      }),
    );
  });

  it("never gives a row a sign that its type forbids", () => {
    fc.assert(
      fc.property(anyForm, (values) => {
        const { quantity } = draftFromForm(values);
        const { units } = TRADE_TYPES[values.tradeType];
        if (units === "0") expect(quantity).toBe("0");
        if (units === "+") expect(sign(quantity)).toBeGreaterThanOrEqual(0);
        if (units === "-") expect(sign(quantity)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

/** Rows as brokers send them: their net amount is theirs, whatever quantity × price says. */
const importedRow: fc.Arbitrary<TransactionDraft> = fc
  .record({
    tradeType: fc.constantFrom(...TRADE_TYPE_CODES),
    assetType: fc.constantFrom(...ASSET_TYPES.filter((type) => type !== "cash")),
    quantity: signedNumber,
    price: number,
    netAmount: signedNumber,
    fees: fc.array(fc.record({ type: fc.constant("commission"), amount: signedNumber, currency: fc.constantFrom("USD", "EUR") }), {
      maxLength: 3,
    }),
    multiplier: fc.constantFrom(undefined, decimal("1"), decimal("100")),
  })
  .map(({ netAmount, fees, multiplier, ...columns }) => ({
    ...columns,
    symbol: "NET",
    currency: "USD",
    tradeTime: "2025-09-12T13:44:50.123Z",
    meta: {
      source: "ibkr-flex",
      externalId: "ibkr:1",
      netAmount,
      fees,
      ...(multiplier ? { multiplier } : {}),
      instrument: { isin: "US0378331005", conid: "42" },
      brokerGain: decimal("3.14"),
    },
  }));

describe("editing an imported row", () => {
  const note = (row: TransactionDraft) =>
    editedDraft(row, transactionFormSchema.parse({ ...formFromDraft(row), note: "checked", reason: "because" }));

  it("of which only the note is changed keeps its instrument, units, net amount and charges to the last digit", () => {
    fc.assert(
      fc.property(importedRow, (row) => {
        const { meta, ...columns } = note(row);
        const { meta: before, ...columnsBefore } = row;
        expect(columns).toEqual(columnsBefore);
        expect(meta).toEqual({ ...before, note: "checked", reason: "because", edited: true });
      }),
    );
  });

  it("recounts its cash once a number is changed, and keeps what the form does not show", () => {
    const row: TransactionDraft = {
      assetType: "stock",
      symbol: "NET",
      quantity: decimal("10"),
      price: decimal("5"),
      currency: "USD",
      tradeType: "buy",
      tradeTime: "2025-09-12T00:00:00.000Z",
      meta: { source: "ibkr-flex", externalId: "ibkr:7", netAmount: decimal("-50.01"), dateOnly: true },
    };
    const edited = editedDraft(row, form({ ...formFromDraft(row), quantity: "11", reason: "" }));
    expect(edited.meta).toMatchObject({ source: "ibkr-flex", externalId: "ibkr:7", netAmount: "-55", edited: true, dateOnly: true });
  });

  it("takes it off the list of rows to review", () => {
    const row = typed("other", { amount: "1" });
    const flagged = { ...row, meta: { ...row.meta, needsReview: true, reasons: ["Unknown type"] } };
    expect(note(flagged).meta).not.toHaveProperty("needsReview");
    expect(note(flagged).meta).not.toHaveProperty("reasons");
  });
});
