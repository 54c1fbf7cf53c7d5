import { describe, expect, it } from "vitest";
import { recognise } from "../registry";
import { FormatError, type FormatItem } from "../types";
import { ClientBuilder, type References, simple, type Thing } from "./fixtures";
import { portfolioPerformance } from "./index";

const read = (client: ClientBuilder, references: References = "path", assume = {}) => [
  ...portfolioPerformance.parse(client.bytes(references), { assume }),
];
const drafts = (items: readonly FormatItem[]) => items.flatMap((item) => (item.kind === "transaction" ? [item.draft] : []));
const reasons = (items: readonly FormatItem[]) => items.flatMap((item) => (item.kind === "skipped" ? [item.reason] : []));
const refusals = (items: readonly FormatItem[]) => items.flatMap((item) => (item.kind === "refused" ? [item] : []));
const bytes = (text: string) => new TextEncoder().encode(text);

describe("recognising a client file", () => {
  it.each([
    ["with references by path", new ClientBuilder().text("path")],
    ["with references by id", new ClientBuilder().text("id")],
    ["with an XML declaration", `<?xml version="1.0" encoding="UTF-8"?>\n${new ClientBuilder().text()}`],
    ["with a byte order mark", `\uFEFF${new ClientBuilder().text()}`],
  ])("%s", (_name, text) => {
    expect(recognise(bytes(text), "portfolio.xml")?.code).toBe("portfolio-performance");
  });

  it.each([
    ["another program's <client>", "<client><name>Ada</name></client>"],
    ["other XML", "<clients><client><version>1</version></client></clients>"],
    ["prose", "client version securities"],
  ])("%s is none", (_name, text) => {
    expect(recognise(bytes(text), "portfolio.xml")).toBeNull();
  });

  it.each([
    ["binary", "PPPBV1\x08\x42\x12\x03EUR", "The file is in Portfolio Performance's binary format."],
    ["encrypted", `PORTFOLIO\x01${"\x9c".repeat(30)}`, "The file is protected by a password."],
    ["compressed", `PK\x03\x04${"\0".repeat(22)}\x0e\0\0\0data.portfolio`, "The file is compressed."],
    ["compressed XML", `PK\x03\x04${"\0".repeat(22)}\x08\0\0\0data.xml`, "The file is compressed."],
  ])("a %s file is known and refused, and the way to XML is told", (_name, text, problem) => {
    const file = Buffer.from(text, "latin1");
    expect(recognise(file, "mine.portfolio")?.code).toBe("portfolio-performance");
    const mend = "Open it in Portfolio Performance, choose File › Save as › XML, and import that file.";
    expect(() => [...portfolioPerformance.parse(file)]).toThrow(new FormatError(problem, mend));
  });
});

describe("older versions", () => {
  const old = (version: string, shares: string) => {
    const client = new ClientBuilder({ version, baseCurrency: "" });
    const security = client.security({ name: "Altbau", tickerSymbol: "ALT" });
    const account = client.account("Giro", "");
    const plain = { $: "portfolio-transaction", date: "2012-05-06", amount: "10250", security, shares, fees: "200", taxes: "50" };
    const portfolio = client.portfolio("Depot", account);
    portfolio.transactions.push({ ...plain, type: "BUY" });
    account.transactions.push({ $: "account-transaction", date: "2012-05-06", amount: "10250", security, shares: "0", type: "BUY" });
    return client;
  };

  it.each([
    ["2", "4"],
    ["8", "400000"],
    ["25", "400000"],
    ["26", "4000000"],
  ])("version %s writes 4 shares as %s", (version, shares) => {
    expect(drafts(read(old(version, shares), "path", { currency: "EUR" }))).toMatchObject([
      { tradeType: "buy", quantity: "4", price: "25", meta: { netAmount: "-102.5", fees: [{ amount: "2" }], taxes: [{ amount: "0.5" }] } },
    ]);
  });

  it("without a currency every line is refused until a person has named one", () => {
    const refused = refusals(read(old("8", "400000")));
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatchObject({ problem: "Files of this age name no currency.", cause: { code: "missing-currency" } });
  });

  it("the two sides of a purchase that nothing joins are joined by day, amount and security", () => {
    const items = read(old("8", "400000"), "path", { currency: "EUR" });
    expect(reasons(items)).toEqual([expect.stringMatching(/^Part of the purchase on line \d+\.$/)]);
  });

  it("a date may stand only once and be referred to", () => {
    const text = `<client><version>35</version><baseCurrency>EUR</baseCurrency><accounts><account><name>G</name><transactions>
<account-transaction><date>2017-01-02</date><amount>100</amount><type>DEPOSIT</type></account-transaction>
<account-transaction><date reference="../../account-transaction/date"/><amount>200</amount><type>DEPOSIT</type></account-transaction>
</transactions></account></accounts><portfolios/></client>`;
    expect(drafts([...portfolioPerformance.parse(bytes(text))]).map(({ tradeTime }) => tradeTime)).toEqual([
      "2017-01-02T00:00:00.000Z",
      "2017-01-02T00:00:00.000Z",
    ]);
  });
});

describe("what stands beside the transactions", () => {
  it("prices, events, plans are named once each; splits are already in the shares", () => {
    const { client, security } = simple();
    security.prices = [
      { $: "price", "@t": "2025-01-02", "@v": "1000000000" },
      { $: "price", "@t": "2025-01-03", "@v": "1010000000" },
    ];
    security.events = [
      { $: "event", date: "2024-08-01", type: "STOCK_SPLIT", details: "10:1" },
      { $: "event", date: "2024-08-02", type: "NOTE", details: "hm" },
      { $: "dividendEvent", date: "2024-08-03", type: "DIVIDEND_PAYMENT" },
    ];
    client.extra = { plans: [{ $: "investment-plan", name: "Monthly" }] };
    expect(reasons(read(client))).toEqual([
      "Split 10:1 of Nordwind AG on 2024-08-01: the file's transactions are already written in the new shares.",
      "2 notes and announced dividends of Nordwind AG: they are no transactions.",
      "2 prices of 1 security: prices are not imported.",
      "1 savings plans: they are no transactions.",
    ]);
  });

  it("a security with a target currency is a series of exchange rates", () => {
    const client = new ClientBuilder();
    client.security({
      name: "Euro",
      currencyCode: "EUR",
      targetCurrencyCode: "USD",
      prices: [{ $: "price", "@t": "2025-01-02", "@v": "108500000" }],
    });
    expect(read(client)).toMatchObject([{ kind: "rate", date: "2025-01-02", from: "EUR", to: "USD", rate: "1.085" }]);
  });

  it("the type of a security comes from its classification, its feed or its name", () => {
    const client = new ClientBuilder();
    const named = (name: string, more: Thing = {}) => client.security({ name, currencyCode: "EUR", ...more });
    const securities = [
      named("World UCITS ETF"),
      named("Bitcoin", { feed: "COINGECKO" }),
      named("A fund"),
      named("B"),
      named("C"),
      named("D"),
    ];
    const assigned = (name: string, index: number, key?: string): Thing => ({
      $: "classification",
      ...(key ? { key } : {}),
      name,
      children: [],
      assignments: [{ $: "assignment", investmentVehicle: securities[index] }],
    });
    const taxonomy = (root: Thing): Thing => ({ $: "taxonomy", name: "t", root });
    client.extra = {
      taxonomies: [
        taxonomy({ key: "security-type", name: "Wertpapierart", children: [assigned("Fonds", 2, "Fund"), assigned("Anleihe", 3, "Bond")] }),
        taxonomy({ name: "Mine", children: [assigned("Krypto", 4), assigned("Aktien", 5)] }),
      ],
    };
    const portfolio = client.portfolio("Depot", client.account("Giro"));
    for (const security of securities)
      portfolio.transactions.push(
        client.transaction("portfolio-transaction", "DELIVERY_INBOUND", "100", { security, shares: "100000000" }),
      );
    expect(drafts(read(client)).map(({ assetType }) => assetType)).toEqual(["etf", "crypto", "mutual_fund", "bond", "crypto", "stock"]);
  });
});

describe("damaged files", () => {
  it("a reference that leads nowhere is refused where it stands", () => {
    const text = `<client>
<version>66</version><baseCurrency>EUR</baseCurrency><securities/>
<accounts><account><uuid>a</uuid><name>G</name><transactions>
<account-transaction reference="../account-transaction[9]"/>
<account-transaction><uuid>t</uuid><date>2025-01-02T00:00</date><currencyCode>EUR</currencyCode><amount>1x</amount><security reference="77"/><shares>0</shares><type>FEES</type></account-transaction>
</transactions></account></accounts>
<portfolios/>
</client>`;
    expect(refusals([...portfolioPerformance.parse(bytes(text))])).toMatchObject([
      { line: 5, problem: 'amount: "1x" is not valid. The security it refers to is not in the file.' },
      { line: 4, problem: "A transaction is referred to that is not in the file." },
    ]);
  });

  it("references in a circle are refused, not followed for ever", () => {
    const text = `<client><version>66</version><accounts><account reference="../account[2]"/><account reference="../account"/></accounts><portfolios/></client>`;
    expect(refusals([...portfolioPerformance.parse(bytes(text))])).toHaveLength(2);
  });

  it("a transaction that no account lists is not a row, and is told", () => {
    const { client, portfolio, account, security } = simple();
    client.trade("BUY", portfolio, account, "10000", { security, shares: "100000000" });
    account.transactions.pop();
    const items = read(client);
    expect(drafts(items)).toMatchObject([{ tradeType: "transfer_in" }]);
    expect(reasons(items)).toEqual(["A transaction that no account or portfolio of the file lists any more."]);
  });

  it("an id that two transactions share is no identity", () => {
    const { client, account } = simple();
    account.transactions.push(client.transaction("account-transaction", "DEPOSIT", "100", { uuid: "twin" }));
    account.transactions.push(client.transaction("account-transaction", "DEPOSIT", "100", { uuid: "twin" }));
    expect(drafts(read(client)).map(({ meta }) => meta.externalId)).toEqual([undefined, undefined]);
  });

  it("XML of something else, and files without accounts, are no client files", () => {
    expect(() => [...portfolioPerformance.parse(bytes("<client><version>66</version></client>"))]).toThrow(
      "neither accounts nor portfolios",
    );
    expect(() => [...portfolioPerformance.parse(bytes("<other/>"))]).toThrow("This isn't a file of Portfolio Performance.");
  });

  it("transactions in the ledger of a later version are refused one by one", () => {
    const { client } = simple();
    client.extra = { ledger: { entries: [{ $: "ledger-entry", "@type": "DEPOSIT" }] } };
    expect(refusals(read(client))).toMatchObject([
      { problem: "The transaction is stored in the ledger of a later Portfolio Performance." },
    ]);
  });
});
