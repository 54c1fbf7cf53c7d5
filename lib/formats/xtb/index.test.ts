import { beforeAll, describe, expect, it } from "vitest";
import { describeSamples, readSample } from "@/test/samples";
import {
  cashOf,
  draftsOf,
  holdingsOf,
  holdsUnderDamage,
  keysOf,
  kindsOf,
  linesOf,
  read,
  recognised,
  refusalsOf,
  skipsOf,
  unitsOf,
} from "../table/preset-harness";
import { buildWorkbook } from "../table/workbook-builder";
import { xtb } from ".";

const HEADER = "ID;Type;Time;Symbol;Comment;Amount";
const EUR = { assume: { currency: "EUR" } };
const file = (...lines: string[]) => [HEADER, ...lines].join("\n");
const only = (line: string) => draftsOf(read(xtb, file(line), EUR))[0];

const BUY = "101;Stocks/ETF purchase;12.04.2024 13:01:45;ACME.DE;OPEN BUY 34/42.5658 @ 11.7480;-399.43";

describe("recognising XTB", () => {
  it.each([
    ["the older CSV", HEADER],
    ["the one with the comment first", "ID;Type;Time;Comment;Symbol;Amount;;;;"],
    [
      "the newer one under its preamble",
      "Account number;12345678;;;;;;\nCash Operations;;;;;;;\nType;Ticker;Instrument;Time;Amount;ID;Comment;Product",
    ],
    ["Polish", "ID;Typ;Czas;Komentarz;Symbol;Kwota"],
    ["Spanish", "ID;Tipo;Hora;Comentario;Símbolo;Importe"],
  ])("%s", (_name, header) => expect(recognised(xtb, `${header}\n`)).toBeGreaterThan(5));
});

describe("cash operations", () => {
  it("buy the units before the slash, at the price of the comment where it is in the account's currency", () => {
    expect(only(BUY)).toMatchObject({
      tradeType: "buy",
      assetType: "stock",
      symbol: "ACME.DE",
      quantity: "34",
      price: "11.748",
      currency: "EUR",
      tradeTime: "2024-04-12T11:01:45.000Z",
      meta: { netAmount: "-399.43", externalId: "xtb:101:buy", positionEffect: "open" },
    });
  });

  it("buy at what a unit came to where the price is in another currency", () => {
    expect(only("102;Ações/ETF compra;25.07.2023 20:56:07;ACME.US;OPEN BUY 1 @ 122.34;-111.25")).toMatchObject({
      price: "111.25",
      meta: { quoted: { price: "122.34" } },
    });
  });

  it.each([
    ["Stocks/ETF sale", "CLOSE BUY 5/10 @ 12.3", "61.50", "sell", "-5"],
    ["Ações/ETF vende", "CLOSE BUY 5 @ 12.3", "61.50", "sell", "-5"],
    ["Stock sell", "CLOSE BUY 5 @ 12.3", "61.50", "sell", "-5"],
    ["Sprzedaż akcji/ETF", "CLOSE BUY 5 @ 12.3", "61.50", "sell", "-5"],
    ["Zakup akcji/ETF", "OPEN BUY 5 @ 12.3", "-61.50", "buy", "5"],
    ["Nákup akcií/ETF", "OPEN BUY 5 @ 12.3", "-61.50", "buy", "5"],
    ["Something else", "OPEN BUY 5 @ 12.3", "-61.50", "buy", "5"],
  ])("%s with %s is a %s", (type, comment, amount, tradeType, quantity) => {
    const draft = only(`103;${type};12.04.2024 13:01:45;ACME.DE;${comment};${amount}`);
    expect([draft?.tradeType, draft?.quantity, draft?.price]).toEqual([tradeType, quantity, "12.3"]);
  });

  it("of an older sale are two lines, what the shares had cost and the profit, and one row", () => {
    const items = read(
      xtb,
      file(
        "104;close trade;11.08.2025 09:14:43;ACME.DE;Profit of position #188;70.16",
        "105;Stock sale;11.08.2025 09:14:43;ACME.DE;CLOSE BUY 20 @ 11.3730;157.30",
      ),
      EUR,
    );
    expect(draftsOf(items)).toMatchObject([
      {
        tradeType: "sell",
        quantity: "-20",
        price: "11.373",
        meta: { netAmount: "227.46", brokerGain: "70.16", externalId: "xtb:105:sell" },
      },
    ]);
    expect(skipsOf(items)).toEqual(["2: Part of the sale on line 3."]);
  });

  it("of contracts are settled in cash", () => {
    expect(only("106;Profit/Loss (FX/CFD);22.07.2022 01:35:43;GBPUSD;Profit of position #685;0.13")).toMatchObject({
      tradeType: "settlement",
      assetType: "cfd",
      quantity: "0",
      meta: { netAmount: "0.13" },
    });
  });

  it.each([
    ["Deposit", "500", "deposit", "500", undefined],
    ["IKE deposit", "500", "deposit", "500", undefined],
    ["Withdrawal", "-856.47", "withdrawal", "-856.47", undefined],
    ["Wypłata", "-1", "withdrawal", "-1", undefined],
    ["Transfer", "200", "deposit", "200", "transfer"],
    ["transfer", "-150.00", "withdrawal", "-150", "transfer"],
    ["Free funds interests", "0.1", "interest", "0.1", undefined],
    ["Free-funds Interest", "0.1", "interest", "0.1", undefined],
    ["Free funds interests tax", "-2", "tax", "-2", "interest"],
    ["Withholding tax", "-0.33", "tax", "-0.33", "withholding"],
    ["tax IFTT", "-1.46", "tax", "-1.46", "transaction"],
    ["Stamp duty", "-1.46", "tax", "-1.46", "transaction"],
    ["DIVIDENT", "4.64", "dividend", "4.64", undefined],
    ["Dywidenda", "4.64", "dividend", "4.64", undefined],
    ["Spin off", "21.68", "spin_off", "21.68", undefined],
    ["SEC fee", "-0.01", "fee", "-0.01", undefined],
    ["commission", "-1.5", "fee", "-1.5", undefined],
    ["swap", "-0.2", "interest", "-0.2", "swap"],
  ])("%s of %s is a %s", (type, amount, tradeType, net, subtype) => {
    const draft = only(`107;${type};12.04.2024 13:01:45;ACME.DE;a comment;${amount}`);
    expect([draft?.tradeType, draft?.meta.netAmount, draft?.meta.subtype]).toEqual([tradeType, net, subtype]);
  });

  it("pay a dividend and its tax in one group, and say what a share got", () => {
    const drafts = draftsOf(
      read(
        xtb,
        file(
          "108;Withholding tax;26.09.2024 11:00:23;FB.US;FB.US USD WHT 15%;-0.33",
          "109;Dividend;26.09.2024 11:00:23;FB.US;FB.US USD 0.5000/ SHR;2.23",
        ),
        EUR,
      ),
    );
    expect(new Set(drafts.map(({ meta }) => meta.groupId))).toEqual(new Set(["xtb:dividend:FB.US:2024-09-26T09:00:23.000Z"]));
    expect(drafts[1]?.meta.perShare).toEqual({ amount: "0.5", currency: "USD" });
  });

  it("are refused where nothing tells the account's currency, and read once a person says it", () => {
    const items = read(xtb, file(BUY));
    expect(items).toMatchObject([{ kind: "refused", cause: { code: "missing-currency" } }]);
    expect(kindsOf(read(xtb, file(BUY), EUR))).toEqual({ transaction: 1 });
    expect(draftsOf(read(xtb, file(BUY), { fileName: "PLN_12345678_2024-12-31.csv" }))[0]?.currency).toBe("PLN");
  });

  it("keep what isn't known, and refuse trades without units", () => {
    expect(only("110;Lottery;12.04.2024 13:01:45;;You won;5")).toMatchObject({
      tradeType: "other",
      meta: { netAmount: "5", needsReview: true },
    });
    expect(refusalsOf(read(xtb, file("111;Stocks/ETF sale;12.04.2024 13:01:45;ACME.DE;sold;5"), EUR))).toEqual([
      "2: Comment: there are no units in it. A comment such as OPEN BUY 34 @ 11.748.",
    ]);
    holdsUnderDamage(xtb, file(BUY, "112;Deposit;12.04.2024 13:00:22;;money;500"), { context: EUR });
  });

  it("of the newer layout have decimal commas, UTC, an account and a total", () => {
    const text = [
      "Account number;12345678;;;;;;",
      "Cash Operations;;;;;;;",
      "Date from (UTC);2006-01-01 00:00:00;;;;;;",
      "Type;Ticker;Instrument;Time;Amount;ID;Comment;Product",
      "Stock purchase;ACME.DE;Acme AG;2025-10-01 10:00:00;-616,32;100003;OPEN BUY 4 @ 154.0800;IKE",
      "IKE cash transfer in;;;2025-07-01 10:00:00;1.000,00;100009;IKE Cash transfer IN;IKE",
      "Total;;;;383,68;;;",
    ].join("\n");
    const items = read(xtb, text, EUR);
    expect(items.find(({ kind }) => kind === "statement")).toMatchObject({ statement: { accountId: "12345678" } });
    expect(draftsOf(items)).toMatchObject([
      { quantity: "4", price: "154.08", tradeTime: "2025-10-01T10:00:00.000Z", meta: { instrument: { name: "Acme AG" } } },
      { tradeType: "deposit", quantity: "1000" },
    ]);
    expect(cashOf(draftsOf(items))).toEqual({ EUR: "383.68" });
    expect(skipsOf(items).at(-1)).toBe("7: A total of the lines above.");
  });
});

describe("the workbook", () => {
  const preamble = [
    ["", "", "", ""],
    ["", "Name and surname", "Account", "Currency"],
    ["", "A. Person", "12345678", "PLN"],
    ["", "", "", ""],
  ];
  const book = buildWorkbook([
    {
      name: "CLOSED POSITION HISTORY",
      rows: [
        ...preamble,
        ["", "Position", "Symbol", "Type", "Volume", "Open time", "Open price", "Close time", "Close price"],
        ["", 1, "ACME.DE", "BUY", 1, { date: 45_700.5 }, 10, { date: 45_701.5 }, 11],
      ],
    },
    {
      name: "OPEN POSITION 31122025",
      rows: [
        ...preamble,
        ["", "Position", "Symbol", "Type", "Volume", "Open time", "Open price", "Market price", "Purchase value", "Margin", "Gross P/L"],
        ["", 2, "ACME.DE", "BUY", 3, { date: 45_700.5 }, 10, 12, 130, 0, 20],
        ["", 3, "ACME.DE", "BUY", 1, { date: 45_702.5 }, 11, 12, 50, 0, -2.5],
        ["", 4, "GOLD", "SELL", 0.1, { date: 45_702.5 }, 2000, 1990, "", 80, 4],
        ["", "Total", "", "", "", "", "", "", 180, 80, 21.5],
      ],
    },
    {
      name: "CASH OPERATION HISTORY",
      rows: [
        ...preamble,
        ["", "ID", "Type", "Time", "Comment", "Symbol", "Amount"],
        ["", 201, "deposit", { date: 45_699.25 }, "money", "", 500],
      ],
    },
  ]);

  it("names the account and its currency", () => {
    const items = read(xtb, book);
    expect(items.flatMap((item) => (item.kind === "statement" ? [item.statement] : []))).toEqual(
      Array.from({ length: 3 }, () => ({ accountId: "12345678", currency: "PLN" })),
    );
    expect(refusalsOf(items)).toEqual([]);
    expect(draftsOf(items)).toMatchObject([{ tradeType: "deposit", currency: "PLN", tradeTime: "2025-02-11T05:00:00.000Z" }]);
  });

  it("has open positions, one holding for each symbol, as of the day in the sheet's name", () => {
    const items = read(xtb, book);
    expect(items.find(({ kind }) => kind === "snapshot")).toMatchObject({ asOf: "2025-12-31T00:00:00.000Z" });
    expect(holdingsOf(items)).toMatchObject([
      { assetType: "stock", symbol: "ACME.DE", quantity: "4", avgPrice: "45", currency: "PLN", costValue: "180", marketValue: "197.5" },
      { assetType: "cfd", symbol: "GOLD", quantity: "-0.1", costValue: null, marketValue: null },
    ]);
    expect(holdingsOf(items)[0]?.meta.lots).toEqual([
      { quantity: "3", cost: "130", acquiredAt: "2025-02-12" },
      { quantity: "1", cost: "50", acquiredAt: "2025-02-14" },
    ]);
  });

  it("has closed positions only as another telling of the operations", () => {
    expect(skipsOf(read(xtb, book))).toContain("6: A closed position: its purchase and sale are among the cash operations.");
  });
});

describeSamples("a real export", () => {
  let items: ReturnType<typeof read>;
  beforeAll(() => {
    items = read(xtb, readSample("csv/xtb.csv"), EUR);
  });

  it("is read to the last line; an operation that it has twice is one row", () => {
    expect(kindsOf(items)).toEqual({ transaction: 45, skipped: 1 });
    expect(linesOf(items)).toEqual(Array.from({ length: 46 }, (_line, index) => index + 2));
    expect(new Set(keysOf(items)).size).toBe(42);
    expect(draftsOf(items).filter(({ meta }) => meta.needsReview)).toEqual([]);
    expect(unitsOf(draftsOf(items))).toMatchObject({ "SPYL.DE": "214.5658" });
  });
});
