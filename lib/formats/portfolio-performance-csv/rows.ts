import { negate } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import { moved, readCash } from "../portfolio-performance/cash";
import type { Entry } from "../portfolio-performance/entry";
import { readDelivery, readTrade } from "../portfolio-performance/trade";
import type { Assumptions, FormatItem } from "../types";
import { Households, type Parties, partiesOf } from "./accounts";
import { type Row, readEntry, SOURCE } from "./entry";

interface Line {
  row: Row;
  entry: Entry | null;
  parties: Parties;
}

const DELIVERIES: ReadonlySet<string> = new Set(["DELIVERY_INBOUND", "DELIVERY_OUTBOUND"]);
const NOBODY: Parties = { portfolio: "", cash: "", other: "" };

/** The items of a table. All of its lines are looked at before the first is given out: only together do they tell which accounts belong together. */
export class Reading {
  private readonly lines: Line[];
  private readonly households: Households;
  private statement: string | null = null;
  /** Lines of money or units that came, by what their other side would be. */
  private readonly departures = new Map<string, Line[]>();

  constructor(
    rows: Iterable<Row>,
    private readonly assume: Assumptions,
  ) {
    this.lines = [...rows].map((row) => {
      const entry = readEntry(row);
      return { row, entry, parties: entry ? partiesOf(row, entry.type, entry.security !== null) : NOBODY };
    });
    this.households = new Households(this.lines.map(({ parties }) => parties));
    for (const line of this.lines) {
      if (line.entry?.type !== "TRANSFER_OUT") continue;
      const { portfolio, cash, other } = line.parties;
      const key = transferKey(line.entry, portfolio || cash, other);
      const same = this.departures.get(key);
      if (same) same.push(line);
      else this.departures.set(key, [line]);
    }
  }

  *items(): Generator<FormatItem> {
    for (const line of this.lines) {
      if (line.entry === null) yield line.row.refusal();
      else yield* this.line(line.entry, line.parties);
    }
  }

  private *line(entry: Entry, parties: Parties): Generator<FormatItem> {
    const { type } = entry;
    if (type === "BUY" || type === "SELL") yield* this.trade(entry, parties);
    else if (DELIVERIES.has(type)) yield* this.at(parties.portfolio, entry.line, readDelivery(entry, {}));
    else if (type === "TRANSFER_IN" || type === "TRANSFER_OUT") yield* this.transfer(entry, parties);
    else yield* this.at(parties.cash, entry.line, readCash(entry, {}, this.assume));
  }

  private *trade(entry: Entry, { portfolio, cash }: Parties): Generator<FormatItem> {
    if (this.households.of(portfolio) === this.households.of(cash) || cash === "") {
      yield* this.at(portfolio, entry.line, readTrade(entry, entry.amount, {}));
      return;
    }
    const meta = { groupId: groupOf(entry, portfolio, cash), subtype: "settlement" };
    const { rawType, note } = entry.meta;
    const money = { ...entry, meta: { rawType, note } };
    const came = entry.type === "BUY" ? entry.amount : negate(entry.amount);
    yield* this.at(portfolio, entry.line, readTrade(entry, entry.amount, { groupId: meta.groupId }), moved(money, came, meta));
    yield* this.at(cash, entry.line, moved(money, negate(came), meta));
  }

  /** A transfer whose other end is named is both of its sides, unless the other one has a line of its own. */
  private *transfer(entry: Entry, parties: Parties): Generator<FormatItem> {
    const isUnits = entry.security !== null;
    const [own, other] = [isUnits ? parties.portfolio : parties.cash, parties.other];
    const arrives = entry.type === "TRANSFER_IN";
    if (arrives && other !== "") {
      const departure = this.departures.get(transferKey(entry, other, own))?.shift();
      if (departure) {
        yield { kind: "skipped", line: entry.line, reason: `The other side of the transfer on line ${departure.row.line}.` };
        return;
      }
    }
    const meta: Partial<TransactionMeta> = other ? { groupId: groupOf(entry, own, other) } : {};
    yield* this.at(own, entry.line, side(entry, meta, this.assume));
    if (other === "" || other === own) return;
    const opposite = { ...entry, type: arrives ? "TRANSFER_OUT" : "TRANSFER_IN" };
    yield* this.at(other, entry.line, side(opposite, meta, this.assume));
  }

  /** Items of an account: with a statement before them when it is another one than before. */
  private *at(account: string, line: number, ...items: FormatItem[]): Generator<FormatItem> {
    const name = this.households.of(account);
    if (name !== this.statement && (name !== "" || this.statement !== null)) {
      this.statement = name;
      yield { kind: "statement", line, statement: { accountId: name.slice(0, 100), ...(name ? { name } : {}) } };
    }
    yield* items;
  }
}

function side(entry: Entry, meta: Partial<TransactionMeta>, assume: Assumptions): FormatItem {
  return entry.security === null ? readCash(entry, meta, assume) : readDelivery(entry, meta);
}

function transferKey({ at, amount, shares, security, currency }: Entry, from: string, to: string): string {
  return JSON.stringify([at.instant, amount, shares, security?.symbol ?? "", currency, from, to]);
}

function groupOf({ at, amount, shares, security }: Entry, ...accounts: string[]): string {
  return [SOURCE, at.instant, security?.symbol ?? "", shares, amount, ...[...accounts].sort()].join(":").slice(0, 200);
}
