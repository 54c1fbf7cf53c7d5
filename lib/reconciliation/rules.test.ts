import { describe, expect, it } from "vitest";
import { decimal, ZERO } from "@/lib/money/decimal";
import type { Case } from "./case";
import { ACME, CASH, caseOf, kinds, line, row } from "./causes/arrange";
import { effectsOf, withSaid } from "./plan";
import { agrees, causesOf, covers } from "./rules";
import type { CauseKind } from "./schema";

const best = (input: Case) => causesOf(input)[0];
const find = (input: Case, kind: CauseKind) => causesOf(input).find((cause) => cause.kind === kind);
const cash = (netAmount: string, more: Parameters<typeof row>[0] = {}) =>
  row({
    assetType: "cash",
    symbol: "EUR",
    tradeType: "deposit",
    quantity: netAmount,
    price: "1",
    ...more,
    meta: { netAmount, ...more.meta },
  });

/** What is left of the case's own difference once its fix is written. */
function leftOver(input: Case, kind: CauseKind): string | undefined {
  const plan = find(input, kind)?.plan;
  return plan ? effectsOf(plan.changes, input.lines, input.accountId).find(({ key }) => key === input.line.subject.key)?.after : undefined;
}

describe("an unrecorded split", () => {
  const rows = [row({ quantity: "10", price: "100", tradeTime: "2025-01-02T10:00:00.000Z" })];

  it("is seen where the broker has twice as much, and its row makes both sides agree", () => {
    const input = caseOf(line(ACME, "10", "20", "50"), rows);
    expect(best(input)).toMatchObject({
      kind: "split",
      id: "split:2:1:2025-06-30",
      plan: { days: { from: "2025-01-03", to: "2025-06-30" } },
    });
    expect(best(input)?.plan?.changes).toMatchObject([
      {
        operation: "add",
        draft: { tradeType: "split", quantity: "10", meta: { netAmount: "0", corporateAction: { ratio: { to: "2", from: "1" } } } },
      },
    ]);
    expect(leftOver(input, "split")).toBe(ZERO);
  });

  it.each([
    ["10", "15", "3:2"],
    ["100", "10", "1:10"],
    ["10", "100", "10:1"],
  ])("turns %s into %s as %s", (ledger, broker, ratio) => {
    const held = [row({ quantity: ledger, price: "100" })];
    expect(find(caseOf(line(ACME, ledger, broker, null), held), "split")?.id).toBe(`split:${ratio}:2025-06-30`);
  });

  it("is placed between the trades where the units then held fit, when some were bought after it", () => {
    const before = row({ quantity: "10", price: "100", tradeTime: "2025-01-02T10:00:00.000Z" });
    const after = row({ quantity: "7", price: "51", tradeTime: "2025-03-10T10:00:00.000Z" });
    const cause = best(caseOf(line(ACME, "17", "27", "52"), [before, after]));
    expect(cause).toMatchObject({ kind: "split", plan: { days: { from: "2025-01-03", to: "2025-03-10" } } });
    expect(cause?.sentence).toContain("The prices before and after it fit.");
    expect(cause?.evidence).toEqual([before, after]);
  });

  it("pays the fraction of a share in cash", () => {
    const held = [row({ quantity: "105", price: "1" })];
    expect(find(caseOf(line(ACME, "105", "10", "10"), held), "split")?.sentence).toContain("1:10 reverse split");
  });

  it("is not seen where no usual ratio fits, nor across zero", () => {
    expect(find(caseOf(line(ACME, "10", "21", "50"), rows), "split")).toBeUndefined();
    expect(find(caseOf(line(ACME, "10", "-20", "50"), rows), "split")).toBeUndefined();
    expect(find(caseOf(line(ACME, "0", "20", "50"), []), "split")).toBeUndefined();
  });

  it("is doubted where the prices speak against it", () => {
    const [unlikely, likely] = ["100", "50"].map((price) => find(caseOf(line(ACME, "10", "20", price), rows), "split"));
    expect(unlikely?.score).toBeLessThan(likely?.score ?? 0);
    expect(unlikely?.score).toBeLessThan(40);
  });
});

describe("rows that are too much", () => {
  it("are found where one is in the ledger twice, and the copy goes", () => {
    const [first, copy] = [row({ quantity: "4" }), row({ quantity: "4" })];
    const input = caseOf(line(ACME, "8", "4"), [first, copy]);
    expect(best(input)).toMatchObject({ kind: "duplicate", plan: { changes: [{ operation: "remove", row: copy }] } });
    expect(leftOver(input, "duplicate")).toBe(ZERO);
  });

  it("are doubted where the broker gave each its own id", () => {
    const told = ["a", "b"].map((externalId) => row({ quantity: "4", meta: { externalId } }));
    expect(find(caseOf(line(ACME, "8", "4"), told), "duplicate")?.score).toBeLessThan(75);
  });

  it("are found together where a whole file came twice", () => {
    const days = ["2025-01-02T10:00:00.000Z", "2025-02-03T10:00:00.000Z"];
    const rows = [...days, ...days].map((tradeTime, index) => row({ quantity: index % 2 === 0 ? "4" : "3", tradeTime }));
    expect(best(caseOf(line(ACME, "14", "7"), rows))?.plan?.changes).toHaveLength(2);
  });

  it("may be a single one of exactly that size, which is less sure", () => {
    const input = caseOf(line(ACME, "10", "7"), [row({ quantity: "7" }), row({ quantity: "3" })]);
    expect(find(input, "duplicate")?.score).toBeLessThan(75);
    expect(find(caseOf(line(ACME, "10", "7.5"), [row({ quantity: "7" }), row({ quantity: "3" })]), "duplicate")).toBeUndefined();
  });
});

describe("a wrong sign", () => {
  it("is a row of half the difference, which turned round makes both sides agree, its cash included", () => {
    const wrong = row({ quantity: "5", price: "10", tradeTime: "2025-02-02T10:00:00.000Z" });
    const input = caseOf(line(ACME, "15", "5"), [row({ quantity: "10" }), wrong]);
    const cause = find(input, "wrong_sign");
    expect(cause?.plan?.changes).toMatchObject([
      { operation: "edit", row: wrong, draft: { tradeType: "sell", quantity: "-5", meta: { netAmount: "50", edited: true } } },
    ]);
    expect(leftOver(input, "wrong_sign")).toBe(ZERO);
  });

  it("is not one of another size, nor of a type that has no opposite", () => {
    expect(find(caseOf(line(ACME, "15", "6"), [row({ quantity: "5" })]), "wrong_sign")).toBeUndefined();
    expect(find(caseOf(line(ACME, "5", "-5"), [row({ quantity: "5", tradeType: "reward" })]), "wrong_sign")).toBeUndefined();
  });
});

describe("a deleted row", () => {
  const gone = row({ quantity: "3" });
  it("that the broker still counts comes back", () => {
    const input = caseOf(line(ACME, "7", "10"), [row({ quantity: "7" })], { deleted: [gone] });
    expect(best(input)).toMatchObject({ kind: "deleted_row", plan: { changes: [{ operation: "restore", row: gone }] } });
  });
  it("of another size stays where it is", () => {
    expect(find(caseOf(line(ACME, "7", "11"), [row({ quantity: "7" })], { deleted: [gone] }), "deleted_row")).toBeUndefined();
  });
});

describe("a rename", () => {
  const other = { ...ACME, key: "2", symbol: "NEWCO", isin: "US0378331005" };
  it("is two differences of one size, one the other way round, and writes both legs under one group", () => {
    const [old, now] = [line(ACME, "12", "0"), line(other, "0", "12")];
    const cause = best(caseOf(old, [row({ quantity: "12" })], { lines: [old, now] }));
    expect(cause).toMatchObject({ kind: "rename" });
    expect(cause?.plan?.changes).toMatchObject([
      { draft: { symbol: "ACME", quantity: "-12", tradeType: "symbol_change", meta: { groupId: "new" } } },
      {
        draft: {
          symbol: "NEWCO",
          quantity: "12",
          tradeType: "symbol_change",
          meta: { groupId: "new", instrument: { isin: "US0378331005" } },
        },
      },
    ]);
    expect(effectsOf(cause?.plan?.changes ?? [], [old, now], "7").map(({ after }) => after)).toEqual([ZERO, ZERO]);
    expect(best(caseOf(now, [], { lines: [old, now] }))?.kind).toBe("rename");
  });
  it("is not two of different sizes", () => {
    const [old, now] = [line(ACME, "12", "0"), line(other, "0", "13")];
    expect(find(caseOf(old, [row({ quantity: "12" })], { lines: [old, now] }), "rename")).toBeUndefined();
  });
});

describe("a transfer between own accounts", () => {
  it("is told by two accounts that differ by as much, and is written to both", () => {
    const differing = line(ACME, "12", "4");
    const elsewhere = [{ accountId: "9", accountName: "Other", difference: decimal("8"), asOf: "2025-05-31T00:00:00.000Z" }];
    const cause = best(caseOf(differing, [row({ quantity: "12" })], { elsewhere }));
    expect(cause).toMatchObject({ kind: "transfer" });
    expect(cause?.plan?.changes).toMatchObject([
      { accountId: "7", draft: { tradeType: "transfer_out", quantity: "-8", tradeTime: "2025-05-31T00:00:00.000Z" } },
      { accountId: "9", draft: { tradeType: "transfer_in", quantity: "8", meta: { groupId: "new" } } },
    ]);
  });
  it("gets its other end where one account has it, with the same lots, and the two become one event", () => {
    const out = row(
      { tradeType: "transfer_out", quantity: "-8", price: "0", meta: { lots: [{ quantity: "8", cost: "80" }] } },
      { accountId: "9", accountName: "Other" },
    );
    const cause = best(caseOf(line(ACME, "0", "8"), [], { deliveries: [out] }));
    expect(cause?.plan?.changes).toMatchObject([
      { operation: "add", draft: { tradeType: "transfer_in", quantity: "8", meta: { groupId: "new", lots: [{ cost: "80" }] } } },
      { operation: "edit", row: out, draft: { quantity: "-8", meta: { groupId: "new" } } },
    ]);
  });
  it("is not two accounts that differ the same way", () => {
    const elsewhere = [{ accountId: "9", accountName: "Other", difference: decimal("-8"), asOf: "2025-05-31T00:00:00.000Z" }];
    expect(find(caseOf(line(ACME, "12", "4"), [row({ quantity: "12" })], { elsewhere }), "transfer")).toBeUndefined();
  });
});

describe("what was there before the first row", () => {
  it("is told by a sale of more than the ledger has", () => {
    const input = caseOf(line(ACME, "-5", "0"), [row({ tradeType: "sell", quantity: "-5" })]);
    expect(best(input)).toMatchObject({ kind: "opening_balance" });
    expect(best(input)?.plan?.changes).toMatchObject([{ draft: { quantity: "5", tradeTime: "2025-01-01T00:00:00.000Z" } }]);
  });
  it("takes the broker's average price as cost where the ledger has no row at all", () => {
    const differing = { ...line(ACME, "0", "5"), brokerAvgPrice: decimal("81.5") };
    expect(find(caseOf(differing, [], { firstDay: "2025-01-01" }), "opening_balance")?.plan?.changes).toMatchObject([
      { draft: { tradeType: "opening_balance", price: "81.5" } },
    ]);
  });
  it("can't be where the ledger has more than the broker", () => {
    expect(find(caseOf(line(ACME, "7", "5"), [row({ quantity: "7" })]), "opening_balance")).toBeUndefined();
  });
});

describe("a reinvested dividend", () => {
  const dividend = row({
    tradeType: "dividend",
    quantity: "0",
    price: "0",
    tradeTime: "2025-03-03T00:00:00.000Z",
    meta: { netAmount: "25" },
  });
  const bought = row({ quantity: "100", price: "50", tradeTime: "2025-03-01T10:00:00.000Z" });
  it("is as many units as the dividend buys", () => {
    const input = caseOf(line(ACME, "100", "100.5", "52"), [bought, dividend]);
    expect(find(input, "reinvested")?.plan?.changes).toMatchObject([
      { draft: { tradeType: "reinvest", quantity: "0.5", price: "50", tradeTime: "2025-03-03T00:00:00.000Z", meta: { netAmount: "0" } } },
    ]);
  });
  it("is a purchase where the cash lacks exactly what it paid", () => {
    const [units, money] = [line(ACME, "100", "100.5", "52"), line(CASH, "25", "0")];
    const cause = best(caseOf(units, [bought, dividend], { lines: [units, money] }));
    expect(cause).toMatchObject({ kind: "reinvested", plan: { changes: [{ draft: { tradeType: "buy", meta: { netAmount: "-25" } } }] } });
    expect(effectsOf(cause?.plan?.changes ?? [], [units, money], "7").map(({ after }) => after)).toEqual([ZERO, ZERO]);
  });
  it("is not where the units would have cost something else", () => {
    expect(find(caseOf(line(ACME, "100", "101", "52"), [bought, dividend]), "reinvested")).toBeUndefined();
  });
});

describe("what time settles", () => {
  it("is a trade before the snapshot that settles after it, of units and of cash", () => {
    const sale = row({ tradeType: "sell", quantity: "-4", tradeTime: "2025-06-30T10:00:00.000Z", meta: { settleDate: "2025-07-02" } });
    const units = caseOf(line(ACME, "6", "10"), [row({ quantity: "10" }), sale]);
    expect(best(units)).toMatchObject({ kind: "unsettled", plan: null, acceptance: { until: "2025-07-02" }, evidence: [sale] });
    expect(best(caseOf(line(CASH, "40", "0"), [sale]))?.kind).toBe("unsettled");
  });
  it("is not a trade that had settled", () => {
    const sale = row({ tradeType: "sell", quantity: "-4", tradeTime: "2025-06-20T10:00:00.000Z", meta: { settleDate: "2025-06-24" } });
    expect(find(caseOf(line(ACME, "6", "10"), [row({ quantity: "10" }), sale]), "unsettled")).toBeUndefined();
  });
  it("is a row dated just after the snapshot, and not one of a week later", () => {
    const [near, far] = ["2025-07-01", "2025-07-08"].map((day) => row({ quantity: "4", tradeTime: `${day}T10:00:00.000Z` }));
    const about = (later: typeof near) => caseOf(line(ACME, "10", "14"), [row({ quantity: "10" })], { later: later ? [later] : [] });
    expect(best(about(near))?.kind).toBe("dated_later");
    expect(find(about(far), "dated_later")).toBeUndefined();
  });
});

describe("a difference of size", () => {
  it("is rounding where the broker's figure is the ledger's, cut to fewer decimals", () => {
    expect(best(caseOf(line(ACME, "10.12345", "10.123"), [row({ quantity: "10.12345" })]))?.kind).toBe("rounding");
    expect(best(caseOf(line(ACME, "0.00001", "0"), [row({ quantity: "0.00001" })]))?.kind).not.toBe("missing_row");
    expect(find(caseOf(line(ACME, "10.12345", "10.2"), [row({ quantity: "10.12345" })]), "rounding")).toBeUndefined();
  });
  it("is a matter of units where one side is a hundred times the other", () => {
    const bond = { ...ACME, assetType: "bond" };
    expect(best(caseOf(line(bond, "50", "5000"), [row({ quantity: "50" })]))?.kind).toBe("unit_slip");
    expect(find(caseOf(line(bond, "50", "5001"), [row({ quantity: "50" })]), "unit_slip")).toBeUndefined();
  });
  it("is a minor unit where one amount a hundred times smaller would explain it", () => {
    const pence = cash("5000");
    const input = caseOf(line(CASH, "5100", "150"), [cash("100"), pence]);
    expect(best(input)).toMatchObject({ kind: "minor_unit", evidence: [pence] });
    expect(leftOver(input, "minor_unit")).toBe(ZERO);
    expect(find(caseOf(line(CASH, "5100", "151"), [cash("100"), pence]), "minor_unit")).toBeUndefined();
  });
  it("is a wrong currency where another one lacks what this one has too much", () => {
    const dollars = line({ ...CASH, key: "cash:USD", symbol: "USD", currency: "USD" }, "0", "300");
    const euros = line(CASH, "300", "0");
    const cause = find(caseOf(euros, [cash("300")], { lines: [euros, dollars] }), "currency_slip");
    expect(effectsOf(cause?.plan?.changes ?? [], [euros, dollars], "7").map(({ after }) => after)).toEqual([ZERO, ZERO]);
    expect(find(caseOf(euros, [cash("300")], { lines: [euros, line(dollars.subject, "0", "301")] }), "currency_slip")).toBeUndefined();
  });
});

describe("cash that no row tells", () => {
  it("is rather a deposit when it is round, and a fee when it is small and crooked", () => {
    expect(best(caseOf(line(CASH, "0", "1000"), []))?.kind).toBe("missing_deposit");
    expect(best(caseOf(line(CASH, "1000", "996.77"), [cash("1000")]))?.kind).toBe("missing_fee");
    expect(find(caseOf(line(CASH, "0", "12.34"), []), "missing_interest")?.score).toBeGreaterThan(40);
  });
  it("is the charges that trades name and don't take off", () => {
    const bare = row({
      quantity: "2",
      price: "10",
      meta: { netAmount: "-20", fees: [{ type: "commission", amount: "1.5", currency: "EUR" }] },
    });
    const input = caseOf(line(CASH, "-20", "-21.5"), [bare]);
    expect(best(input)).toMatchObject({ kind: "unbooked_charges", evidence: [bare] });
    expect(leftOver(input, "unbooked_charges")).toBe(ZERO);
    expect(find(caseOf(line(CASH, "-20", "-22"), [bare]), "unbooked_charges")).toBeUndefined();
  });
  it("agrees below half a cent", () => {
    expect(agrees(line(CASH, "10.001", "10"))).toBe(true);
    expect(agrees(line(CASH, "10.01", "10"))).toBe(false);
    expect(agrees(line(ACME, "10.001", "10"))).toBe(false);
  });
});

describe("a missing trade", () => {
  it("is units and the money for them, and one row explains both", () => {
    const [units, money] = [line(ACME, "10", "15", "20"), line(CASH, "500", "398")];
    const cause = best(caseOf(units, [row({ quantity: "10" })], { lines: [units, money] }));
    expect(cause).toMatchObject({
      kind: "missing_trade",
      plan: { changes: [{ draft: { tradeType: "buy", quantity: "5", price: "20.4" } }] },
    });
    expect(effectsOf(cause?.plan?.changes ?? [], [units, money], "7").map(({ after }) => after)).toEqual([ZERO, ZERO]);
  });
  it("is seen from the cash as well", () => {
    const [units, money] = [line(ACME, "10", "15", "20"), line(CASH, "500", "398")];
    const cause = best(caseOf(money, [cash("500")], { lines: [units, money] }));
    expect(cause).toMatchObject({ kind: "missing_trade", plan: { changes: [{ draft: { symbol: "ACME", quantity: "5" } }] } });
    const other = line({ ...ACME, currency: "USD" }, "10", "15", "20");
    expect(find(caseOf(money, [cash("500")], { lines: [other, money] }), "missing_trade")).toBeUndefined();
  });
  it("is not where the price would be absurd", () => {
    const [units, money] = [line(ACME, "10", "15", "20"), line(CASH, "500", "499")];
    expect(find(caseOf(units, [row({ quantity: "10" })], { lines: [units, money] }), "missing_trade")).toBeUndefined();
  });
});

describe("the causes of a difference", () => {
  it("end with the row that isn't there, whose adjustment makes both sides agree", () => {
    const input = caseOf(line(ACME, "10", "13.37"), [row({ quantity: "10" })]);
    expect(kinds(causesOf(input)).at(-1)).toBe("missing_row");
    expect(leftOver(input, "missing_row")).toBe(ZERO);
  });
  it("are none where both sides agree", () => {
    expect(causesOf(caseOf(line(ACME, "10", "10"), []))).toEqual([]);
  });
  it("say that a list of cash alone may be no list of positions", () => {
    const units = line(ACME, "10", "0");
    const lines = [units, line(CASH, "5", "5")];
    expect(kinds(causesOf(caseOf(units, [row({ quantity: "10" })], { lines })))).toContain("balances_only");
    expect(kinds(causesOf(caseOf(units, [row({ quantity: "10" })])))).not.toContain("balances_only");
  });
  it("leave nothing of their own difference, whichever of them is written", () => {
    const inputs = [
      caseOf(line(ACME, "10", "20", "50"), [row({ quantity: "10", price: "100" })]),
      caseOf(line(ACME, "8", "4"), [row({ quantity: "4" }), row({ quantity: "4" })]),
      caseOf(line(ACME, "0", "5"), []),
      caseOf(line(CASH, "1000", "996.77"), [cash("1000")]),
    ];
    for (const input of inputs) {
      for (const { plan, kind } of causesOf(input)) if (plan) expect(leftOver(input, kind), kind).toBe(ZERO);
    }
  });
});

describe("what a person says of a fix", () => {
  const plan = find(caseOf(line(ACME, "10", "20", "50"), [row({ quantity: "10", price: "100" })]), "split")?.plan;
  it("moves the new rows to a day of the range, with the reason in them", () => {
    if (!plan) throw new Error("the split is missing");
    expect(withSaid(plan, { reason: "Letter of the company.", date: "2025-04-01", price: null })).toMatchObject({
      changes: [{ draft: { tradeTime: "2025-04-01T00:00:00.000Z", meta: { reason: "Letter of the company." } } }],
    });
  });
  it("is refused beside the field where the day is outside", () => {
    if (!plan) throw new Error("the split is missing");
    expect(withSaid(plan, { reason: "x", date: "2024-04-01", price: null })).toMatchObject({ field: "date" });
  });
});

describe("an acceptance", () => {
  const accepted = { difference: decimal("3"), until: "2025-07-02" };
  it("covers its own difference until its last day", () => {
    expect(covers(accepted, decimal("3"), "2025-07-02")).toBe(true);
    expect(covers(accepted, decimal("3"), "2025-07-03")).toBe(false);
    expect(covers(accepted, decimal("4"), "2025-07-01")).toBe(false);
  });
});
