/** Builders for the tests of this folder: a client file as XStream writes it, by path references or by ids. */

/** An object of the graph. `@name` are attributes, `$` the tag it has in a list; everything else is a field, in order. */
export interface Thing {
  $?: string;
  [field: string]: string | Thing | readonly Thing[] | undefined;
}

export type References = "path" | "id";

interface Step {
  name: string;
  /** Its place among siblings of the name, from 1. */
  ordinal: number;
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Writes each object where it is first met and refers to it everywhere else. */
class Writer {
  private readonly lines: string[] = [];
  private readonly written = new Map<Thing, { path: readonly Step[]; id: number }>();

  constructor(private readonly references: References) {}

  text(root: Thing): string {
    this.object("client", root, []);
    return `${this.lines.join("\n")}\n`;
  }

  private object(name: string, thing: Thing, path: readonly Step[]): void {
    const indent = "  ".repeat(path.length);
    const attributes = Object.entries(thing).flatMap(([key, value]) => (key.startsWith("@") ? [`${key.slice(1)}="${value}"`] : []));
    const known = this.written.get(thing);
    const kind = attributes.filter((each) => each.startsWith("class="));
    if (known) {
      const reference = this.references === "id" ? String(known.id) : relative(path, known.path);
      this.lines.push(`${indent}<${[name, ...kind, `reference="${reference}"`].join(" ")}/>`);
      return;
    }
    const id = this.written.size + 1;
    this.written.set(thing, { path, id });
    const tag = [name, ...attributes, ...(this.references === "id" ? [`id="${id}"`] : [])].join(" ");
    const fields = Object.entries(thing).filter(([key]) => key !== "$" && !key.startsWith("@"));
    if (fields.length === 0) {
      this.lines.push(`${indent}<${tag}/>`);
      return;
    }
    this.lines.push(`${indent}<${tag}>`);
    for (const [field, value] of fields) this.field(field, value, path);
    this.lines.push(`${indent}</${name}>`);
  }

  private field(name: string, value: Thing[string], path: readonly Step[]): void {
    if (value === undefined) return;
    const inner = [...path, { name, ordinal: 1 }];
    const indent = "  ".repeat(inner.length);
    if (typeof value === "string") this.lines.push(`${indent}<${name}>${escaped(value)}</${name}>`);
    else if (!Array.isArray(value)) this.object(name, value as Thing, inner);
    else if (value.length === 0) this.lines.push(`${indent}<${name}/>`);
    else {
      this.lines.push(`${indent}<${name}>`);
      const counts = new Map<string, number>();
      for (const each of value as readonly Thing[]) {
        const tag = each.$ ?? "item";
        counts.set(tag, (counts.get(tag) ?? 0) + 1);
        this.object(tag, each, [...inner, { name: tag, ordinal: counts.get(tag) ?? 1 }]);
      }
      this.lines.push(`${indent}</${name}>`);
    }
  }
}

function relative(from: readonly Step[], to: readonly Step[]): string {
  let shared = 0;
  while (shared < from.length && from[shared]?.name === to[shared]?.name && from[shared]?.ordinal === to[shared]?.ordinal) shared += 1;
  const down = to.slice(shared).map(({ name, ordinal }) => (ordinal === 1 ? name : `${name}[${ordinal}]`));
  return [...Array(from.length - shared).fill(".."), ...down].join("/");
}

export interface Account {
  thing: Thing;
  transactions: Thing[];
}

/** A client file in the making. Amounts are in hundredths, shares in hundred-millionths, as the file has them. */
export class ClientBuilder {
  readonly securities: Thing[] = [];
  readonly accounts: Thing[] = [];
  readonly portfolios: Thing[] = [];
  extra: Record<string, Thing | readonly Thing[]> = {};
  private ids = 0;

  constructor(private readonly head: { version?: string; baseCurrency?: string } = {}) {}

  bytes(references: References = "path"): Uint8Array {
    return new TextEncoder().encode(this.text(references));
  }

  text(references: References = "path"): string {
    const { version = "66", baseCurrency = "EUR" } = this.head;
    const { securities, accounts, portfolios, extra } = this;
    return new Writer(references).text({
      version,
      ...(baseCurrency ? { baseCurrency } : {}),
      securities,
      watchlists: [],
      accounts,
      portfolios,
      ...extra,
    });
  }

  security(fields: Thing): Thing {
    const thing = { $: "security", uuid: `sec-${this.securities.length + 1}`, ...fields };
    this.securities.push(thing);
    return thing;
  }

  account(name: string, currencyCode = "EUR"): Account {
    const transactions: Thing[] = [];
    const thing: Thing = {
      $: "account",
      uuid: `acc-${name}`,
      name,
      ...(currencyCode ? { currencyCode } : {}),
      isRetired: "false",
      transactions,
    };
    this.accounts.push(thing);
    return { thing, transactions };
  }

  portfolio(name: string, reference?: Account): Account {
    const transactions: Thing[] = [];
    const thing: Thing = {
      $: "portfolio",
      uuid: `pf-${name}`,
      name,
      isRetired: "false",
      ...(reference ? { referenceAccount: reference.thing } : {}),
      transactions,
    };
    this.portfolios.push(thing);
    return { thing, transactions };
  }

  /** A transaction of its own; `units` are [type, amount] or [type, amount, forex currency, forex amount, rate]. */
  transaction($: string, type: string, amount: string, more: Thing = {}, currencyCode = "EUR"): Thing {
    this.ids += 1;
    return { $, uuid: `tx-${this.ids}`, date: "2025-03-04T00:00", currencyCode, amount, shares: "0", ...more, type };
  }

  /** A purchase or sale with its two sides, listed in both accounts. */
  trade(type: "BUY" | "SELL", portfolio: Account, account: Account, amount: string, more: Thing, currency = "EUR"): [Thing, Thing] {
    const { units, shares, ...shared } = more;
    const portfolioTransaction = this.transaction(
      "portfolio-transaction",
      type,
      amount,
      { ...shared, ...(shares ? { shares } : {}), ...(units ? { units } : {}) },
      currency,
    );
    const accountTransaction = this.transaction("account-transaction", type, amount, shared, currency);
    const cross: Thing = {
      "@class": "buysell",
      portfolio: portfolio.thing,
      portfolioTransaction,
      account: account.thing,
      accountTransaction,
    };
    portfolioTransaction.crossEntry = cross;
    accountTransaction.crossEntry = cross;
    portfolio.transactions.push(portfolioTransaction);
    account.transactions.push(accountTransaction);
    return [portfolioTransaction, accountTransaction];
  }

  /** A transfer of money or of units between two accounts of one kind. */
  transfer(kind: "account" | "portfolio", from: Account, to: Account, out: Thing, into: Thing): void {
    const upper = kind === "account" ? "account" : "portfolio";
    const cross: Thing = {
      "@class": `${kind}-transfer`,
      [`${upper}From`]: from.thing,
      transactionFrom: out,
      [`${upper}To`]: to.thing,
      transactionTo: into,
    };
    out.crossEntry = cross;
    into.crossEntry = cross;
    from.transactions.push(out);
    to.transactions.push(into);
  }
}

/** `<units>` of a transaction. */
export function units(
  ...each: [type: string, amount: string, currency: string, forex?: { currency: string; amount: string; rate: string }][]
) {
  return each.map(
    ([type, amount, currency, forex]): Thing => ({
      $: "unit",
      "@type": type,
      amount: { "@currency": currency, "@amount": amount },
      ...(forex ? { forex: { "@currency": forex.currency, "@amount": forex.amount }, exchangeRate: forex.rate } : {}),
    }),
  );
}

/** One portfolio with its account, and one security, without transactions. */
export function simple(): { client: ClientBuilder; portfolio: Account; account: Account; security: Thing } {
  const client = new ClientBuilder();
  const security = client.security({ name: "Nordwind AG", currencyCode: "EUR", isin: "DE000A0NORD1", tickerSymbol: "NWD", wkn: "A0NORD" });
  const account = client.account("Giro");
  return { client, account, portfolio: client.portfolio("Depot", account), security };
}
