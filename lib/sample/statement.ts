import { cents, compactDay, euroIn, LAST_DAY, MONTHS, priceOn, SECURITIES, type Security, tradingDays } from "./market";

/**
 * The sample: three years of an invented investor's statement, as an Interactive Brokers Flex file, so that it travels the same road as a
 * real one. All companies and funds are made up. Amounts are whole cents while they are computed: exact, and the same every time.
 */

export const SAMPLE_ACCOUNT = "U7654321";

const day = (month: number, date: number) => compactDay({ month, date });

const element = (name: string, attributes: Readonly<Record<string, string>>) =>
  `<${name} ${Object.entries(attributes)
    .map(([key, value]) => `${key}="${value}"`)
    .join(" ")} />`;

const identity = ({ symbol, name, isin, subCategory, currency }: Security) => ({
  accountId: SAMPLE_ACCOUNT,
  currency,
  assetCategory: "STK",
  subCategory,
  symbol,
  description: name,
  isin,
  securityID: isin,
  securityIDType: "ISIN",
  multiplier: "1",
});

interface Position {
  quantity: number;
  cost: number;
}

class Statement {
  readonly trades: string[] = [];
  readonly cash: string[] = [];
  readonly positions = new Map<Security, Position>();
  /** Cents per currency: the ledger's own sum, so that the snapshot agrees with it. */
  readonly balances = new Map<string, number>();
  private nextId = 9_100_001;

  trade(security: Security, month: number, date: number, quantity: number): void {
    const at = priceOn(security, { month, date });
    const commission = Math.max(125, Math.round((Math.abs(quantity) * at) / 2_000));
    const proceeds = -quantity * at;
    const held = this.positions.get(security) ?? { quantity: 0, cost: 0 };
    const cost = quantity > 0 ? held.cost + quantity * at + commission : held.cost - Math.round((held.cost * -quantity) / held.quantity);
    this.positions.set(security, { quantity: held.quantity + quantity, cost });
    this.move(security.currency, proceeds - commission);
    const id = this.id();
    this.trades.push(
      element("Trade", {
        ...identity(security),
        tradeID: id,
        transactionID: `3${id}`,
        dateTime: `${day(month, date)};1${date % 6}${10 + (date % 45)}07`,
        tradeDate: day(month, date),
        settleDateTarget: day(month, date + 2),
        transactionType: "ExchTrade",
        buySell: quantity > 0 ? "BUY" : "SELL",
        quantity: String(quantity),
        tradePrice: cents(at),
        proceeds: cents(proceeds),
        taxes: "0",
        ibCommission: cents(-commission),
        ibCommissionCurrency: security.currency,
        netCash: cents(proceeds - commission),
        openCloseIndicator: quantity > 0 ? "O" : "C",
        notes: "",
        levelOfDetail: "EXECUTION",
      }),
    );
  }

  convert(to: "USD" | "GBP", month: number, euros: number, ratePerEuro: number): void {
    const received = Math.round((euros * ratePerEuro) / 10_000);
    this.move("EUR", -euros);
    this.move(to, received);
    const id = this.id();
    this.trades.push(
      element("Trade", {
        accountId: SAMPLE_ACCOUNT,
        currency: to,
        assetCategory: "CASH",
        symbol: `EUR.${to}`,
        description: `EUR.${to}`,
        tradeID: id,
        transactionID: `3${id}`,
        dateTime: `${day(month, 4)};101500`,
        tradeDate: day(month, 4),
        transactionType: "ExchTrade",
        buySell: "SELL",
        quantity: cents(-euros),
        tradePrice: `${Math.floor(ratePerEuro / 10_000)}.${String(ratePerEuro % 10_000).padStart(4, "0")}`,
        proceeds: cents(received),
        taxes: "0",
        ibCommission: "0",
        ibCommissionCurrency: "EUR",
        netCash: "0",
        levelOfDetail: "EXECUTION",
      }),
    );
  }

  dividend(security: Security, month: number): void {
    const held = this.positions.get(security)?.quantity ?? 0;
    if (held === 0 || security.dividend === 0) return;
    const gross = held * security.dividend;
    const book = (type: string, amount: number, words: string) => {
      this.move(security.currency, amount);
      this.cash.push(
        element("CashTransaction", {
          ...identity(security),
          type,
          amount: cents(amount),
          dateTime: day(month, 18),
          reportDate: day(month, 18),
          transactionID: this.id(),
          levelOfDetail: "DETAIL",
          description: `${security.symbol}(${security.isin}) ${words}`,
        }),
      );
    };
    book("Dividends", gross, `CASH DIVIDEND ${security.currency} ${cents(security.dividend)} PER SHARE`);
    if (security.currency === "USD") book("Withholding Tax", -Math.round((gross * 15) / 100), "- US TAX");
  }

  other(type: string, month: number, currency: string, amount: number, description: string): void {
    this.move(currency, amount);
    this.cash.push(
      element("CashTransaction", {
        accountId: SAMPLE_ACCOUNT,
        currency,
        type,
        amount: cents(amount),
        dateTime: day(month, 2),
        reportDate: day(month, 2),
        transactionID: this.id(),
        levelOfDetail: "DETAIL",
        description,
      }),
    );
  }

  private move(currency: string, amount: number): void {
    this.balances.set(currency, (this.balances.get(currency) ?? 0) + amount);
  }

  private id(): string {
    this.nextId += 1;
    return String(this.nextId);
  }
}

function simulate(statement: Statement): void {
  const [world, bonds, harbour, voltaic, tidewater] = SECURITIES as [Security, Security, Security, Security, Security];
  for (let month = 0; month < MONTHS; month += 1) {
    statement.other("Deposits/Withdrawals", month, "EUR", month === 0 ? 1_500_000 : 150_000, "CASH RECEIPTS / ELECTRONIC FUND TRANSFERS");
    if (month % 6 === 0) statement.convert("USD", month, 220_000, euroIn("USD", { month, date: 4 }));
    if (month % 9 === 1) statement.convert("GBP", month, 120_000, euroIn("GBP", { month, date: 4 }));
    statement.trade(world, month, 5, month === 0 ? 60 : 6);
    if (month % 3 === 0) statement.trade(bonds, month, 6, month === 0 ? 40 : 5);
    if (month % 8 === 2) statement.trade(harbour, month, 9, 14);
    if (month % 6 === 0) statement.trade(voltaic, month, 11, 15);
    if (month % 9 === 1) statement.trade(tidewater, month, 12, 55);
    if (month === 20) statement.trade(voltaic, month, 16, -25);
    if (month === 27) statement.trade(harbour, month, 20, -30);
    if (month % 3 === 2) for (const security of SECURITIES) statement.dividend(security, month);
    if (month % 12 === 11) statement.other("Broker Interest Received", month, "EUR", 1_874 + month * 31, "EUR CREDIT INT");
    if (month % 4 === 3) statement.other("Other Fees", month, "EUR", -350, "REAL TIME MARKET DATA");
  }
}

function openPosition(security: Security, { quantity, cost }: Position): string {
  const mark = priceOn(security, LAST_DAY);
  return element("OpenPosition", {
    ...identity(security),
    reportDate: compactDay(LAST_DAY),
    position: String(quantity),
    markPrice: cents(mark),
    positionValue: cents(mark * quantity),
    side: "Long",
    costBasisPrice: cents(Math.round(cost / quantity)),
    costBasisMoney: cents(cost),
    levelOfDetail: "SUMMARY",
  });
}

/** Weekly, to six decimals, as a broker tells them. */
function conversionRates(): string[] {
  return [...tradingDays()]
    .filter((_day, index) => index % 5 === 0)
    .flatMap((at) =>
      (["USD", "GBP"] as const).map((currency) => {
        const millionths = String(Math.round(10_000_000_000 / euroIn(currency, at))).padStart(7, "0");
        const rate = `${millionths.slice(0, -6)}.${millionths.slice(-6)}`;
        return element("ConversionRate", { reportDate: compactDay(at), fromCurrency: currency, toCurrency: "EUR", rate });
      }),
    );
}

/** The sample statement as the bytes of a Flex XML file. */
export function sampleStatement(): Uint8Array {
  const statement = new Statement();
  simulate(statement);
  const positions = [...statement.positions]
    .filter(([, held]) => held.quantity > 0)
    .map(([security, held]) => openPosition(security, held));
  const balances = [...statement.balances].map(([currency, amount]) =>
    element("CashReportCurrency", {
      accountId: SAMPLE_ACCOUNT,
      currency,
      levelOfDetail: "Currency",
      fromDate: "20240101",
      toDate: compactDay(LAST_DAY),
      endingCash: cents(amount),
    }),
  );
  return new TextEncoder().encode(
    [
      `<FlexQueryResponse queryName="Sample" type="AF"><FlexStatements count="1">`,
      `<FlexStatement accountId="${SAMPLE_ACCOUNT}" fromDate="20240101" toDate="${compactDay(LAST_DAY)}" period="" whenGenerated="${compactDay(LAST_DAY)};180000">`,
      `<AccountInformation accountId="${SAMPLE_ACCOUNT}" acctAlias="Sample brokerage" currency="EUR" />`,
      `<Trades>`,
      ...statement.trades,
      `</Trades>`,
      `<CashTransactions>`,
      ...statement.cash,
      `</CashTransactions>`,
      `<OpenPositions>`,
      ...positions,
      `</OpenPositions>`,
      `<CashReport>`,
      ...balances,
      `</CashReport>`,
      `<ConversionRates>`,
      ...conversionRates(),
      `</ConversionRates>`,
      `</FlexStatement></FlexStatements></FlexQueryResponse>`,
    ].join("\n"),
  );
}
