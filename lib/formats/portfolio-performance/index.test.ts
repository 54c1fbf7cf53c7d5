import { describe, expect, it } from "vitest";
import { add, type DecimalString, ZERO } from "@/lib/money/decimal";
import type { FormatItem, TransactionDraft } from "../types";
import { ClientBuilder, type References, simple, units } from "./fixtures";
import { portfolioPerformance } from "./index";

const read = (client: ClientBuilder, references: References = "path", assume = {}) => [
  ...portfolioPerformance.parse(client.bytes(references), { assume }),
];
const drafts = (items: readonly FormatItem[]) => items.flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));

/** Rows by the statement they are in. */
function byStatement(items: readonly FormatItem[]): Map<string, TransactionDraft[]> {
  const rows = new Map<string, TransactionDraft[]>();
  let current = "";
  for (const item of items) {
    if (item.kind === "statement") current = item.statement.accountId;
    if (item.kind === "transaction") rows.set(current, [...(rows.get(current) ?? []), item.draft]);
  }
  return rows;
}

const sum = (rows: readonly TransactionDraft[] | undefined, value: (row: TransactionDraft) => DecimalString) =>
  add(...(rows ?? []).map(value));
const cash = (rows: readonly TransactionDraft[] | undefined, currency: string) =>
  sum(rows, (row) => (row.currency === currency ? row.meta.netAmount : ZERO));

describe.each(["path", "id"] as const)("purchases and sales, references by %s", (references) => {
  it("are one row, at the portfolio's side, with the account's cash", () => {
    const { client, portfolio, account, security } = simple();
    client.trade("BUY", portfolio, account, "102000", {
      security,
      shares: "1050000000",
      note: "first",
      units: units(["FEE", "990", "EUR"], ["TAX", "10", "EUR"]),
    });
    const items = read(client, references);
    expect(drafts(items)).toEqual([
      {
        assetType: "stock",
        symbol: "NWD",
        quantity: "10.5",
        price: "96.190476190476",
        currency: "EUR",
        tradeType: "buy",
        tradeTime: "2025-03-04T00:00:00.000Z",
        meta: {
          source: "portfolio-performance",
          externalId: "portfolio-performance:tx-1",
          externalIds: ["portfolio-performance:tx-1", "portfolio-performance:tx-2"],
          groupId: "portfolio-performance:tx-1",
          rawType: "BUY",
          note: "first",
          netAmount: "-1020",
          fees: [{ type: "fee", amount: "9.9", currency: "EUR" }],
          taxes: [{ type: "tax", amount: "0.1", currency: "EUR" }],
          instrument: { isin: "DE000A0NORD1", wkn: "A0NORD", name: "Nordwind AG" },
          dateOnly: true,
        },
      },
    ]);
    const [skipped] = items.filter((item) => item.kind === "skipped");
    const [bought] = items.filter((item) => item.kind === "transaction");
    expect(skipped).toMatchObject({ reason: `Part of the purchase on line ${bought?.line}.` });
    expect(items.find((item) => item.kind === "statement")).toMatchObject({
      statement: { accountId: "pf-Depot", name: "Depot / Giro", currency: "EUR" },
    });
  });

  it("in a foreign security keep the rate and the quoted price", () => {
    const client = new ClientBuilder();
    const security = client.security({ name: "Acme", currencyCode: "USD", tickerSymbol: "ACM" });
    const account = client.account("Giro");
    const gross = { currency: "USD", amount: "100000", rate: "0.92" };
    client.trade("SELL", client.portfolio("Depot", account), account, "91000", {
      security,
      shares: "400000000",
      date: "2025-03-04T14:05:06.123456789",
      units: units(["GROSS_VALUE", "92000", "EUR", gross], ["FEE", "1000", "EUR", { currency: "USD", amount: "1087", rate: "0.92" }]),
    });
    expect(drafts(read(client, references))).toMatchObject([
      {
        tradeType: "sell",
        quantity: "-4",
        price: "230",
        currency: "EUR",
        tradeTime: "2025-03-04T14:05:06.123Z",
        meta: {
          netAmount: "910",
          fx: { rate: "0.92", from: "USD", to: "EUR" },
          quoted: { price: "250", currency: "USD" },
          fees: [{ amount: "10", currency: "EUR" }],
        },
      },
    ]);
    expect(drafts(read(client, references))[0]?.meta).not.toHaveProperty("dateOnly");
  });

  it("paid by an account of another statement bring the money with them, and it is taken there", () => {
    const { client, account, security } = simple();
    const second = client.portfolio("Second", account);
    account.transactions.push(client.transaction("account-transaction", "DEPOSIT", "500000"));
    client.trade("BUY", second, account, "100000", { security, shares: "1000000000" });
    client.trade("SELL", second, account, "60000", { security, shares: "500000000" });
    const rows = byStatement(read(client, references));
    expect(rows.get("pf-Second")?.map(({ tradeType, meta }) => [tradeType, meta.netAmount])).toEqual([
      ["buy", "-1000"],
      ["deposit", "1000"],
      ["sell", "600"],
      ["withdrawal", "-600"],
    ]);
    expect(cash(rows.get("pf-Second"), "EUR")).toBe("0");
    expect(cash(rows.get("pf-Depot"), "EUR")).toBe("4600");
    expect(sum(rows.get("pf-Second"), (row) => (row.assetType === "cash" ? ZERO : row.quantity))).toBe("5");
    const ids = [...rows.values()].flat().map(({ meta }) => meta.externalId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("transactions of cash accounts", () => {
  it.each([
    ["DEPOSIT", "deposit", "12.34", "12.34"],
    ["REMOVAL", "withdrawal", "-12.34", "-12.34"],
    ["INTEREST", "interest", "0", "12.34"],
    ["INTEREST_CHARGE", "interest", "0", "-12.34"],
    ["FEES", "fee", "0", "-12.34"],
    ["FEES_REFUND", "fee", "0", "12.34"],
    ["TAXES", "tax", "0", "-12.34"],
    ["TAX_REFUND", "tax", "0", "12.34"],
    ["DIVIDENDS", "dividend", "0", "12.34"],
  ])("%s is %s, with quantity %s and cash %s", (type, tradeType, quantity, netAmount) => {
    const { client, account } = simple();
    account.transactions.push(client.transaction("account-transaction", type, "1234"));
    expect(drafts(read(client))).toMatchObject([
      { tradeType, quantity, currency: "EUR", symbol: "EUR", assetType: "cash", meta: { netAmount, rawType: type } },
    ]);
  });

  it("dividends are net of tax and fees, and know for how many shares they were paid", () => {
    const { client, account, security } = simple();
    const more = { security, shares: "7000000000", exDate: "2025-03-01T00:00", units: units(["TAX", "393", "EUR"], ["FEE", "100", "EUR"]) };
    account.transactions.push(client.transaction("account-transaction", "DIVIDENDS", "1007", more));
    expect(drafts(read(client))).toMatchObject([
      {
        tradeType: "dividend",
        quantity: "0",
        symbol: "NWD",
        meta: {
          netAmount: "10.07",
          grossAmount: "15",
          shares: "70",
          exDate: "2025-03-01",
          taxes: [{ amount: "3.93" }],
          fees: [{ amount: "1" }],
        },
      },
    ]);
  });

  it("fees and taxes may be those of a security", () => {
    const { client, account, security } = simple();
    account.transactions.push(client.transaction("account-transaction", "TAXES", "250", { security }));
    expect(drafts(read(client))).toMatchObject([{ tradeType: "tax", symbol: "NWD", assetType: "stock", meta: { netAmount: "-2.5" } }]);
  });

  it("transfers are a withdrawal here and a deposit there, of one group, with the rate between two currencies", () => {
    const { client, account } = simple();
    const dollar = client.account("Dollar", "USD");
    const gross = { currency: "USD", amount: "11000", rate: "1.1" };
    client.transfer(
      "account",
      account,
      dollar,
      client.transaction("account-transaction", "TRANSFER_OUT", "10000", { units: units(["GROSS_VALUE", "10000", "EUR", gross]) }),
      client.transaction("account-transaction", "TRANSFER_IN", "11000", {}, "USD"),
    );
    const rows = byStatement(read(client));
    const [out] = rows.get("pf-Depot") ?? [];
    const [into] = rows.get("acc-Dollar") ?? [];
    expect(out).toMatchObject({
      tradeType: "withdrawal",
      quantity: "-100",
      price: "1",
      currency: "EUR",
      meta: { subtype: "transfer", netAmount: "-100", fx: { rate: "1.1", from: "USD", to: "EUR" } },
    });
    expect(into).toMatchObject({ tradeType: "deposit", quantity: "110", currency: "USD", meta: { netAmount: "110" } });
    expect(out?.meta.groupId).toBe(into?.meta.groupId);
    expect(out?.meta.groupId).toBeTruthy();
  });

  it("amounts in pence are in pounds", () => {
    const client = new ClientBuilder();
    const account = client.account("Pence", "GBX");
    account.transactions.push(client.transaction("account-transaction", "DEPOSIT", "123400", {}, "GBX"));
    expect(drafts(read(client))).toMatchObject([{ currency: "GBP", quantity: "12.34", meta: { minorUnit: "GBX", netAmount: "12.34" } }]);
  });

  it("a type that isn't known is kept for review, and can be told", () => {
    const { client, account } = simple();
    account.transactions.push(client.transaction("account-transaction", "CASHBACK", "500"));
    expect(drafts(read(client))).toMatchObject([
      { tradeType: "other", meta: { netAmount: "5", needsReview: true, reasons: ['The type "CASHBACK" isn\'t known.'] } },
    ]);
    expect(drafts(read(client, "path", { tradeTypes: { CASHBACK: "interest" } }))).toMatchObject([{ tradeType: "interest" }]);
  });
});

describe("transactions of portfolios", () => {
  it("deliveries move units and no cash, at a price before charges and a cost with them", () => {
    const { client, portfolio, security } = simple();
    const more = { security, shares: "1000000000", units: units(["FEE", "1000", "EUR"]) };
    portfolio.transactions.push(client.transaction("portfolio-transaction", "DELIVERY_INBOUND", "101000", more));
    portfolio.transactions.push(
      client.transaction("portfolio-transaction", "DELIVERY_OUTBOUND", "44000", { ...more, shares: "400000000" }),
    );
    expect(drafts(read(client))).toMatchObject([
      { tradeType: "transfer_in", quantity: "10", price: "100", meta: { netAmount: "0", lots: [{ quantity: "10", cost: "1010" }] } },
      { tradeType: "transfer_out", quantity: "-4", price: "112.5", meta: { netAmount: "0" } },
    ]);
  });

  it("transfers between portfolios leave one and arrive in the other, as one group", () => {
    const { client, portfolio, account, security } = simple();
    const other = client.portfolio("Other", account);
    const more = { security, shares: "300000000" };
    client.transfer(
      "portfolio",
      portfolio,
      other,
      client.transaction("portfolio-transaction", "TRANSFER_OUT", "30000", more),
      client.transaction("portfolio-transaction", "TRANSFER_IN", "30000", more),
    );
    const rows = byStatement(read(client));
    expect(rows.get("pf-Depot")).toMatchObject([{ tradeType: "transfer_out", quantity: "-3", price: "100", meta: { netAmount: "0" } }]);
    expect(rows.get("pf-Other")).toMatchObject([{ tradeType: "transfer_in", quantity: "3", price: "100" }]);
    expect(rows.get("pf-Depot")?.[0]?.meta.groupId).toBe(rows.get("pf-Other")?.[0]?.meta.groupId);
  });

  it("a purchase that no account paid for is a delivery for review", () => {
    const { client, portfolio, security } = simple();
    portfolio.transactions.push(client.transaction("portfolio-transaction", "BUY", "10000", { security, shares: "100000000" }));
    expect(drafts(read(client))).toMatchObject([{ tradeType: "transfer_in", quantity: "1", meta: { netAmount: "0", needsReview: true } }]);
  });

  it("money for a purchase that no portfolio has is kept for review", () => {
    const { client, account, security } = simple();
    account.transactions.push(client.transaction("account-transaction", "BUY", "10000", { security }));
    expect(drafts(read(client))).toMatchObject([{ tradeType: "other", quantity: "0", meta: { netAmount: "-100", needsReview: true } }]);
  });
});
