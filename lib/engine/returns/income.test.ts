import { describe, expect, it } from "vitest";
import { decimal } from "@/lib/money/decimal";
import type { InstrumentBook } from "../books";
import { type BookFields, bookOf, cashOf, incomeOf, rate, stepOf } from "../valuation/book-builder";
import { RateTable } from "../valuation/rates";
import { incomeAhead, incomeByMonth, incomeByPayer, incomePayments } from "./income";

const SPAN = { from: "2025-01-15", to: "2025-03-31" };
const rates = new RateTable([rate("2025-01-01", "USD", "EUR", "0.5")]);
const of = (instruments: InstrumentBook[], cash = [cashOf({})]) => incomePayments({ instruments, cash }, SPAN, rates, "EUR");

describe("income", () => {
  const acme = bookOf({
    income: [
      incomeOf("2025-01-14", "99"),
      incomeOf("2025-01-20", "10", "2", { currency: "USD" }),
      incomeOf("2025-03-31T23:00:00.000Z", "20", "5"),
    ],
  });
  const beta = bookOf({ instrument: "beta", symbol: "BETA", income: [incomeOf("2025-01-25", "3", "0", { instrument: "beta" })] });
  const interest = cashOf({}, { income: [incomeOf("2025-03-01", "-4", "0", { instrument: null, kind: "interest" })] });

  it("of a range is told in the base currency, newest first, before and after tax", () => {
    const payments = of([acme, beta], [interest]);
    expect(payments.map(({ day, payer }) => [day, payer])).toEqual([
      ["2025-03-31", "ACME"],
      ["2025-03-01", "EUR"],
      ["2025-01-25", "BETA"],
      ["2025-01-20", "ACME"],
    ]);
    expect(payments.at(-1)).toMatchObject({ grossBase: { amount: "5" }, withheldBase: { amount: "1" }, netBase: { amount: "4" } });
  });

  it("uses the rate that its row recorded before the published one", () => {
    const fx = { from: "USD", to: "EUR", rate: decimal("0.9") };
    const book = bookOf({ income: [incomeOf("2025-01-20", "10", "0", { currency: "USD", fx })] });
    expect(of([book])[0]?.netBase.amount).toBe("9");
  });

  it("is less the tax that was booked as a row of its own on the same day", () => {
    const tax = { rowId: "9", accountId: "1", instrument: "acme", currency: "EUR", kind: "tax", dateOnly: true } as const;
    const book = bookOf({
      income: [incomeOf("2025-01-20", "10"), incomeOf("2025-02-20", "10")],
      charges: [
        { ...tax, at: "2025-01-20T00:00:00.000Z", amount: decimal("-1.5") },
        { ...tax, kind: "fee", at: "2025-02-20T00:00:00.000Z", amount: decimal("-1") },
      ],
    });
    expect(of([book]).map(({ withheld, net }) => [withheld, net])).toEqual([
      ["0", "10"],
      ["1.5", "8.5"],
    ]);
  });

  it("by month names every month, also those without any", () => {
    const months = incomeByMonth(of([acme, beta], [interest]), SPAN);
    expect(months.map(({ month, net, withheld }) => [month, net.amount, withheld.amount])).toEqual([
      ["2025-01", "7", "1"],
      ["2025-02", "0", "0"],
      ["2025-03", "11", "5"],
    ]);
  });

  it("by payer adds up what each paid, how often, and when last", () => {
    expect(
      incomeByPayer(of([acme, beta], [interest])).map(({ payer, instrument, net, payments, last }) => [
        payer,
        instrument,
        net.amount,
        payments,
        last,
      ]),
    ).toEqual([
      ["ACME", "acme", "19", 2, "2025-03-31"],
      ["EUR", null, "-4", 1, "2025-03-01"],
      ["BETA", "beta", "3", 1, "2025-01-25"],
    ]);
  });

  it("in a currency without a rate isn't computable in the months and sums that it is part of, and only there", () => {
    const book = bookOf({ income: [incomeOf("2025-01-20", "10", "0", { currency: "CHF" })] });
    const months = incomeByMonth(of([book, beta]), SPAN);
    expect(months.map(({ net }) => net.amount)).toEqual([null, "0", "0"]);
    expect(months[0]?.net.reason).toMatch(/from CHF to EUR on 2025-01-20/);
  });
});

describe("income ahead", () => {
  const TODAY = "2025-06-30";
  const held = [stepOf("2024-01-01", "10", "1"), stepOf("2025-05-01", "20", "1")];
  const ahead = (book: BookFields) => incomeAhead({ instruments: [bookOf({ steps: held, ...book })] }, TODAY, rates, "EUR");

  it("expects each payment of the last twelve months a year later, for as many units as are held now", () => {
    const income = [
      incomeOf("2024-06-30", "1"),
      incomeOf("2024-07-01", "10", "2"),
      incomeOf("2025-06-30", "30"),
      incomeOf("2025-07-01", "5"),
    ];
    expect(ahead({ income })).toEqual([
      { month: "2025-07", amount: "16", payers: ["ACME"] },
      { month: "2026-06", amount: "30", payers: ["ACME"] },
    ]);
  });

  it("converts at today's rate, and adds up the payers of a month", () => {
    const income = [incomeOf("2025-05-10", "10", "0", { currency: "USD" })];
    const other = bookOf({ instrument: "b", symbol: "BETA", steps: held, income: [incomeOf("2025-05-20", "1")] });
    expect(incomeAhead({ instruments: [bookOf({ steps: held, income }), other] }, TODAY, rates, "EUR")).toEqual([
      { month: "2026-05", amount: "6", payers: ["ACME", "BETA"] },
    ]);
  });

  it("takes a split in between for what it is: more units, each paying less", () => {
    const reshapings = [{ at: "2025-05-01T00:00:00.000Z", rowId: "1", factor: decimal("0.5") }];
    expect(ahead({ reshapings, income: [incomeOf("2025-01-10", "10")] })).toMatchObject([{ amount: "10" }]);
  });

  it.each<[string, BookFields]>([
    ["is no longer held", { steps: [...held, stepOf("2025-06-01", "0", "0")], income: [incomeOf("2025-01-10", "10")] }],
    ["had no units when it paid", { steps: [stepOf("2025-05-01", "20", "1")], income: [incomeOf("2025-01-10", "10")] }],
    [
      "was split by an unknown ratio",
      { reshapings: [{ at: "2025-05-01T00:00:00.000Z", rowId: "1", factor: null }], income: [incomeOf("2025-01-10", "10")] },
    ],
    ["pays in a currency without a rate", { income: [incomeOf("2025-01-10", "10", "0", { currency: "CHF" })] }],
    ["gave a reward", { income: [incomeOf("2025-01-10", "10", "0", { kind: "reward" })] }],
    ["only took back", { income: [incomeOf("2025-01-10", "-10")] }],
  ])("expects nothing of what %s", (_, book) => {
    expect(ahead(book)).toEqual([]);
  });
});
