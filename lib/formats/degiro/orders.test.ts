import { describe, expect, it } from "vitest";
import { draftsOf, keysOf, kindsOf, linesOf, read, skipsOf } from "../table/preset-harness";
import { degiro } from ".";
import { ACME, file, only } from "./fixtures";

describe("orders", () => {
  it("with the broker's own exchange are one row, paid in the account's currency", () => {
    const items = read(
      degiro,
      file(
        { ...ACME, what: "Valuta Creditering", amount: "80,00", currency: "USD", fx: "1,2500", balance: "0,00" },
        { ...ACME, what: "Valuta Debitering", amount: "-64,00" },
        { ...ACME, what: "DEGIRO Transactiekosten en/of kosten van derden", amount: "-2,00" },
        { ...ACME, what: "Koop 2 ACME INC@40 USD (US0000000101)", amount: "-80,00", currency: "USD", balance: "-80,00" },
      ),
    );
    expect(kindsOf(items)).toEqual({ transaction: 1, skipped: 3 });
    expect(linesOf(items)).toEqual([2, 3, 4, 5]);
    expect(skipsOf(items)[0]).toBe("3: Part of the order on line 2.");
    expect(draftsOf(items)[0]).toMatchObject({
      tradeType: "buy",
      symbol: "US0000000101",
      quantity: "2",
      price: "32",
      currency: "EUR",
      tradeTime: "2025-02-03T09:15:00.000Z",
      meta: {
        netAmount: "-66",
        externalId: "degiro:5e1f0c2a-0101-4b7d-9c3e-1a2b3c4d5e6f:2025-02-03",
        fees: [{ type: "commission", amount: "2", currency: "EUR" }],
        fx: { rate: "1.25", from: "EUR", to: "USD" },
        quoted: { price: "40", currency: "USD" },
        instrument: { isin: "US0000000101", name: "ACME INC" },
      },
    });
  });

  it("paid from a balance in the foreign currency stay in it, with costs in euros as a row of their own", () => {
    const drafts = draftsOf(
      read(
        degiro,
        file(
          { ...ACME, what: "DEGIRO Transactiekosten en/of kosten van derden", amount: "-2,00" },
          { ...ACME, what: "Verkoop 2 @ 40 USD", amount: "80,00", currency: "USD" },
        ),
      ),
    );
    expect(drafts.map(({ tradeType, quantity, currency, meta }) => [tradeType, quantity, currency, meta.netAmount])).toEqual([
      ["fee", "0", "EUR", "-2"],
      ["sell", "-2", "USD", "80"],
    ]);
    expect(new Set(drafts.map(({ meta }) => meta.groupId)).size).toBe(1);
  });

  it("filled in parts are one row a day, with the units and the cash of all parts", () => {
    const items = read(
      degiro,
      file(
        { ...ACME, what: "Koop 3 @ 10 EUR", amount: "-30,00", at: "04-02-2025,09:00" },
        { ...ACME, what: "Koop 1 @ 10,5 EUR", amount: "-10,50", at: "03-02-2025,11:00" },
        { ...ACME, what: "DEGIRO Transactiekosten en/of kosten van derden", amount: "-1,00", at: "03-02-2025,10:00" },
        { ...ACME, what: "Koop 2 @ 10,2 EUR", amount: "-20,40", at: "03-02-2025,10:00" },
      ),
    );
    expect(draftsOf(items).map(({ quantity, price, tradeTime, meta }) => [quantity, price, tradeTime, meta.netAmount])).toEqual([
      ["3", "10", "2025-02-04T08:00:00.000Z", "-30"],
      ["3", "10.3", "2025-02-03T09:00:00.000Z", "-31.9"],
    ]);
    expect(new Set(keysOf(items)).size).toBe(2);
  });

  it("in pence are in pounds, and a transaction tax is among the taxes", () => {
    const drafts = draftsOf(
      read(
        degiro,
        file(
          { ...ACME, what: "Stamp Duty (London/Dublin)", amount: "-0,10", currency: "GBP" },
          { ...ACME, what: "Koop 4 PENNY@496 GBX (GB0000000102)", amount: "-19,84", currency: "GBP" },
        ),
      ),
    );
    expect(drafts).toMatchObject([
      {
        price: "4.96",
        currency: "GBP",
        meta: { netAmount: "-19.94", minorUnit: "GBX", taxes: [{ type: "transaction_tax", amount: "0.1", currency: "GBP" }] },
      },
    ]);
  });

  it("quoted in a currency that the line doesn't have cost what moved", () => {
    expect(only({ ...ACME, what: "Vente 100 Norwest@0,011 AUD (AU0000000104)", amount: "0,68" })).toMatchObject({
      quantity: "-100",
      price: "0.0068",
      currency: "EUR",
      meta: { netAmount: "0.68", quoted: { price: "0.011", currency: "AUD" } },
    });
  });

  it("without an id belong together by security and minute, and have none either", () => {
    const { order: _order, ...unnamed } = ACME;
    const items = read(
      degiro,
      file(
        { ...unnamed, what: "DEGIRO Transactiekosten en/of kosten van derden", amount: "-2,00" },
        { ...unnamed, what: "Koop 2 @ 40 EUR", amount: "-80,00" },
      ),
    );
    expect(draftsOf(items)).toMatchObject([{ quantity: "2", meta: { netAmount: "-82" } }]);
    expect(draftsOf(items)[0]?.meta).not.toHaveProperty("externalId");
  });

  it.each([
    ["Koop 1.060 @ 10 EUR", "-10600,00", "1060", "10"],
    ["Buy 1,060 SMI ETF@106.02 EUR (CH0000000105)", "-112381,20", "1060", "106.02"],
    ["Vente 1 046,3825 FONDS@0,9854 EUR (LU0000000106)", "1031,11", "-1046.3825", "0.9854"],
    ["Buy 5 360 DIGITECH@10 EUR (US0000000107)", "-50,00", "5", "10"],
    ["Compra 6 ISHARES MSCI WOR A@49,785 EUR (IE0000000108)", "-298,71", "6", "49.785"],
    ["Kauf 12 zu je 15.76 EUR (IE0000000109)", "-189,12", "12", "15.76"],
    ["Kupno 150 Energia AB@19,5 EUR (LT0000000110)", "-2925,00", "150", "19.5"],
    ["Sprzedaż 2 Energia AB@19,5 EUR (LT0000000110)", "39,00", "-2", "19.5"],
    ["Venda 3 ACME@2 EUR (PT0000000111)", "6,00", "-3", "2"],
    ["Acquisto 3 ACME@2 EUR (IT0000000112)", "-6,00", "3", "2"],
    ["Köp 3 ACME@2 EUR (SE0000000113)", "-6,00", "3", "2"],
    ["Sælg 3 ACME@2 EUR (DK0000000114)".replace("Sælg", "Salg"), "6,00", "-3", "2"],
  ])("%s is read by the amount that it came to", (what, amount, quantity, price) => {
    expect(only({ ...ACME, what, amount })).toMatchObject({ quantity, price });
  });

  it("whose id is broken over two lines are put together again", () => {
    const items = read(
      degiro,
      file({ ...ACME, what: "Koop 2 @ 40 EUR", amount: "-80,00", order: "5e1f0c2a-0101-4b7d-" }, ",,,,,,,,,,,9c3e-1a2b3c4d5e6f", {
        ...ACME,
        what: "DEGIRO Transactiekosten en/of kosten van derden",
        amount: "-2,00",
      }),
    );
    expect(skipsOf(items)).toEqual(["3: Continues line 2.", "4: Part of the order on line 2."]);
    expect(draftsOf(items)[0]?.meta.netAmount).toBe("-82");
  });
});
