import { type MajorCurrency, toMajor, toMajorCurrency } from "@/lib/money/currency";
import { absolute, type DecimalString, decimal, multiply, parseDecimal, sign, ZERO } from "@/lib/money/decimal";
import type { Charge, TransactionMeta } from "@/lib/transactions/schema";
import { pricePerUnit } from "../draft";
import { instantOf, readTime } from "../table/dates";
import type { Assumptions, Refusal } from "../types";
import type { Client, Place } from "./client";
import type { GraphNode } from "./graph";
import type { Securities, Security } from "./securities";

export const SOURCE = "portfolio-performance";

/** Amounts are whole hundredths of every currency, of yen as well. */
const CENT = decimal("0.01");
const MAX_TEXT = 4000;

/** What the application says of one transaction, in major units. `amount` is what moved, after fees and taxes, without a sign for its direction. */
export interface Entry {
  /** The format it was read by. */
  source: string;
  line: number;
  type: string;
  currency: string;
  at: { instant: string; dateOnly: boolean };
  amount: DecimalString;
  shares: DecimalString;
  security: Security | null;
  fees: Charge[];
  taxes: Charge[];
  meta: Partial<TransactionMeta>;
}

export interface FileEntry extends Entry {
  node: GraphNode;
}

interface Problem {
  problem: string;
  expected: string;
  cause?: Refusal["cause"];
}

/** Reads transaction elements: all that is wrong with one is told at once. */
export class EntryReader {
  constructor(
    private readonly client: Client,
    private readonly securities: Securities,
    private readonly assume: Assumptions,
  ) {}

  read(node: GraphNode, { owner, statement }: Place): FileEntry | Refusal {
    const problems: Problem[] = [];
    const { graph } = this.client;
    const unit = this.currency(graph.text(node, "currencyCode") || owner.currency || statement.currency, problems);
    const amount = this.whole(node, "amount", CENT, problems);
    const shares = this.whole(node, "shares", this.client.shareUnit, problems);
    const written = readTime(graph.text(node, "date"), "ymd");
    if (written === null) problems.push({ problem: this.shown(node, "date"), expected: "A date such as 2025-09-12T00:00." });
    const reference = node.named("security")[0];
    const security = reference === undefined ? null : this.securities.of(reference);
    if (reference !== undefined && security === null)
      problems.push({ problem: "The security it refers to is not in the file.", expected: "A reference to one of the file's securities." });
    if (problems.length > 0 || unit === null || written === null) return refusal(node, problems);

    const at = instantOf(written, "UTC");
    const charges = this.charges(node, unit);
    return {
      source: SOURCE,
      node,
      line: node.line,
      type: graph.text(node, "type"),
      currency: unit.currency,
      // The application has no time zones; a time of 00:00 is its way to have none.
      at: at.instant.endsWith("T00:00:00.000Z") ? { ...at, dateOnly: true } : at,
      amount: toMajor(amount, unit),
      shares,
      security,
      ...charges,
      meta: {
        ...this.foreign(node, shares, unit),
        rawType: graph.text(node, "type"),
        ...(unit.minorUnit ? { minorUnit: unit.minorUnit } : {}),
        note: graph.text(node, "note").slice(0, MAX_TEXT),
        document: graph.text(node, "source").slice(0, MAX_TEXT) || undefined,
        exDate: readTime(graph.text(node, "exDate"), "ymd")?.date,
      },
    };
  }

  private currency(text: string, problems: Problem[]): (MajorCurrency & { currency: string }) | null {
    const code = text || this.client.baseCurrency || (this.assume.currency ?? "");
    const unit = toMajorCurrency(code);
    if (unit.currency !== null) return { ...unit, currency: unit.currency };
    problems.push(
      code === ""
        ? {
            problem: "Files of this age name no currency.",
            expected: "Say once which currency they are in.",
            cause: { code: "missing-currency" },
          }
        : { problem: `"${code.slice(0, 20)}" is no currency.`, expected: "A currency code such as EUR." },
    );
    return null;
  }

  private whole(node: GraphNode, field: string, unit: DecimalString, problems: Problem[]): DecimalString {
    const text = this.client.graph.text(node, field);
    const value = /^-?\d{1,19}$/.test(text) ? parseDecimal(text) : text === "" ? ZERO : null;
    if (value === null) problems.push({ problem: this.shown(node, field), expected: "A whole number." });
    return multiply(value ?? ZERO, unit);
  }

  private shown(node: GraphNode, field: string): string {
    const text = this.client.graph.text(node, field).slice(0, 60);
    return text === "" ? `It has no ${field}.` : `${field}: "${text}" is not valid.`;
  }

  /** `<unit type="FEE"><amount currency="EUR" amount="999"/></unit>`; up to version 28 `<fees>` and `<taxes>` beside the amount. */
  private charges(node: GraphNode, unit: MajorCurrency & { currency: string }): Pick<Entry, "fees" | "taxes"> {
    const { graph } = this.client;
    const charges = { fees: [] as Charge[], taxes: [] as Charge[] };
    const add = (list: Charge[], type: string, amount: DecimalString | null) => {
      if (amount !== null && sign(amount) !== 0) list.push({ type, amount: toMajor(amount, unit), currency: unit.currency });
    };
    add(charges.fees, "fee", this.cents(graph.text(node, "fees")));
    add(charges.taxes, "tax", this.cents(graph.text(node, "taxes")));
    for (const each of this.units(node)) {
      const amount = this.cents(graph.field(each, "amount")?.attributes.amount ?? "");
      if (each.attributes.type === "FEE") add(charges.fees, "fee", amount);
      if (each.attributes.type === "TAX") add(charges.taxes, "tax", amount);
    }
    return charges;
  }

  private units(node: GraphNode): GraphNode[] {
    const { graph } = this.client;
    return graph.list(node, "units").flatMap((each) => graph.resolve(each) ?? []);
  }

  private cents(text: string): DecimalString | null {
    const value = /^-?\d{1,19}$/.test(text) ? parseDecimal(text) : null;
    return value && multiply(value, CENT);
  }

  /** `GROSS_VALUE`: the value before charges in the security's currency, and the rate from there to the account's. */
  private foreign(node: GraphNode, shares: DecimalString, unit: MajorCurrency): Partial<TransactionMeta> {
    const { graph } = this.client;
    const gross = this.units(node).find((each) => each.attributes.type === "GROSS_VALUE");
    const forex = gross && graph.field(gross, "forex");
    const value = this.cents(forex?.attributes.amount ?? "");
    if (!gross || !forex || value === null) return {};
    const foreign = toMajorCurrency(forex.attributes.currency ?? "");
    if (foreign.currency === null) return {};
    const price = pricePerUnit(toMajor(value, foreign), shares);
    const written = parseDecimal(graph.text(gross, "exchangeRate"));
    const rate = written && multiply(written, unit.factor, inverse(foreign));
    const isForeign = foreign.currency !== unit.currency;
    return {
      ...(isForeign && rate && unit.currency && sign(rate) > 0 ? { fx: { rate, from: foreign.currency, to: unit.currency } } : {}),
      quoted: {
        ...(price === null ? { amount: toMajor(absolute(value), foreign) } : { price }),
        currency: foreign.currency,
      },
    };
  }
}

/** Minor units are hundredths. */
function inverse({ minorUnit }: MajorCurrency): DecimalString {
  return decimal(minorUnit === undefined ? "1" : "100");
}

function refusal(node: GraphNode, problems: readonly Problem[]): Refusal {
  const cause = problems.find((each) => each.cause)?.cause;
  return {
    kind: "refused",
    line: node.line,
    problem: problems.map(({ problem }) => problem).join(" "),
    expected: problems.map(({ expected }) => expected).join(" "),
    mend: cause ? "Answer once, for all such lines." : "Open the file in Portfolio Performance, mend the transaction, and save it again.",
    raw: `<${node.name}>`,
    ...(cause ? { cause } : {}),
  };
}
