import { Arrival, toldCost } from "./arrival";
import { divideBy, type Exact, magnitudeOf, smaller } from "./exact";
import { departure, gainEntry, type Journal, type Loose, problemOf, unitsFlow } from "./journal";
import type { LedgerRow } from "./ledger-row";
import type { Position, Units } from "./position";
import { disposalEntries, NO_ACQUISITION, ownUnits } from "./trade";
import { valueAt } from "./value";

interface Release {
  journal: Journal;
  position: Position;
  row: LedgerRow;
  parts: readonly Units[];
  /** That the units were held is assumed: the ledger has no acquisition of them. */
  assumed: boolean;
}

interface Receipt {
  arrival: Arrival;
  /** Cash that was paid for these units: part of their cost. */
  paid: Exact;
  /** Units that were there before and stay, such as those of the parent of a spin-off. */
  stays: boolean;
}

const NOTHING_CAME = "Units went in a corporate action, and nothing says what came for them: they count as delivered away at their cost.";
const NOTHING_WENT =
  "Units came in a corporate action, and nothing says which units went: their cost isn't known. Enter it as the row's lots.";
const TOLD_TWICE = "The cost of these units is told, but no row of the action says which units gave it up: it is counted in both.";
const NO_SPLIT_OF_COST = "Nothing says how the cost is divided, so all of it stays with the parent. Enter the prices of both on that day.";
/** Of these, units that come without others going are in order. */
const FREE_TYPES: readonly string[] = ["spin_off", "rights", "split"];

/**
 * A corporate action in one account and currency. Units go and leave their lots, units come and take them over: dates and cost, in new
 * quantities. Cash that comes beside new units lowers the cost they carry, and what is above it is a gain; cash alone is what the units
 * were sold for. Legs arrive in any order, so after each one the whole is divided anew.
 */
export class CorporateAction {
  private readonly releases: Release[] = [];
  private readonly receipts: Receipt[] = [];
  /** Cash beside the units, signed as it came; of short positions it is paid. */
  private cash: Exact = 0n;
  private cashRow: { row: LedgerRow; position: Position } | null = null;

  /** Whether a short position was closed by it, so that fewer units are what comes. */
  releasesShorts(): boolean {
    return this.releases.some(({ parts }) => parts.some(({ quantity }) => quantity < 0n));
  }

  hasReleases(): boolean {
    return this.releases.length > 0;
  }

  /** Cash that is told in a row of its own, or beside units that come. */
  addCash(position: Position, row: LedgerRow, cash: Exact): void {
    if (cash === 0n) return;
    this.cash += cash;
    this.cashRow ??= { row, position };
    this.divide(row);
  }

  release(journal: Journal, position: Position, row: LedgerRow, parts: readonly Units[]): void {
    this.releases.push({ journal, position, row, parts, assumed: false });
    journal.step(position, row.tradeTime);
    if (this.releasesShorts()) this.turnShort();
    this.divide(row);
  }

  /** Units that go although none are held. */
  assume(journal: Journal, position: Position, row: LedgerRow, units: Exact): void {
    this.releases.push({ journal, position, row, parts: [ownUnits(row, units, 0n, 0n, false)], assumed: true });
    this.divide(row);
  }

  /** `stays`: the units are those that the position has released a moment before. */
  receive(journal: Journal, position: Position, row: LedgerRow, quantity: Exact, { stays = false, paid = 0n } = {}): void {
    this.receipts.push({ arrival: new Arrival(journal, position, row, quantity), paid, stays });
    this.divide(row);
  }

  /** Units that seemed to go although none were held are the short position that comes in the place of the old one. */
  private turnShort(): void {
    for (const { journal, position, row, parts, assumed } of this.releases) {
      if (!assumed) continue;
      const units = parts.reduce((sum, { quantity }) => sum - quantity, 0n);
      this.receipts.push({ arrival: new Arrival(journal, position, row, units), paid: 0n, stays: false });
    }
    this.releases.splice(0, this.releases.length, ...this.releases.filter(({ assumed }) => !assumed));
  }

  private divide(now: LedgerRow): void {
    const parts = this.releases.flatMap((release) => release.parts);
    const shares = this.shares(this.carried());
    const beside = this.paidBeside();
    this.receipts.forEach(({ arrival, paid, stays }, index) => {
      const share = shares[index] ?? 0n;
      const units = parts.length === 0 ? [this.alone(arrival, beside[index] ?? 0n)] : arrival.become(parts, arrival.quantity, share, stays);
      const extra = divideBy(
        paid,
        units.map(({ quantity }) => quantity),
      );
      arrival.take(
        units.map((each, at) => ({ ...each, cost: each.cost + (extra[at] ?? 0n) })),
        now,
      );
    });
  }

  /** The cost that goes over: what was released, less the cash beside it, and never on the other side of zero. */
  private carried(): Exact {
    const released = this.released();
    const carried = released - this.cash;
    return released < 0n ? (carried > 0n ? 0n : carried) : carried < 0n ? 0n : carried;
  }

  private released(): Exact {
    return this.releases.reduce((sum, { parts }) => parts.reduce((of, { cost }) => of + cost, sum), 0n);
  }

  /** Told costs first, as far as there is so much; the rest by value where all rows have prices, else by units. */
  private shares(carried: Exact): Exact[] {
    let rest = carried;
    const told = this.receipts.map(({ arrival: { row }, stays }) => {
      const cost = stays ? null : toldCost(row);
      if (cost === null) return null;
      const most = smaller(cost, magnitudeOf(rest));
      const given = rest < 0n ? -most : most;
      rest -= given;
      return given;
    });
    const untold = this.receipts.filter((_, index) => told[index] === null);
    const priced = untold.every(({ arrival }) => arrival.row.price !== "0");
    const parent = priced ? undefined : untold.find(({ stays }) => stays);
    const weights = untold.map((receipt) => {
      if (parent) return receipt === parent ? 1n : 0n;
      return magnitudeOf(priced ? valueAt(receipt.arrival.quantity, receipt.arrival.row) : receipt.arrival.quantity);
    });
    const parts = divideBy(rest, weights);
    // Where every cost is told and they don't come to all of it, the last one has the rest.
    if (untold.length === 0) return told.map((cost, index) => (cost ?? 0n) + (index === told.length - 1 ? rest : 0n));
    return this.receipts.map((receipt, index) => told[index] ?? parts[untold.indexOf(receipt)] ?? 0n);
  }

  /** Where units come and none went, the cash that was paid beside them is what they cost; by units. */
  private paidBeside(): Exact[] {
    if (this.releases.length > 0) return [];
    return divideBy(
      this.carried(),
      this.receipts.map(({ arrival }) => magnitudeOf(arrival.quantity)),
    );
  }

  /** Units that no others went for. */
  private alone({ row, quantity }: Arrival, beside: Exact): Units {
    const told = toldCost(row);
    const cost = told === null ? 0n : quantity < 0n ? -told : told;
    return ownUnits(row, quantity, cost + beside, 0n, told !== null || beside !== 0n || FREE_TYPES.includes(row.tradeType));
  }

  /** What is left when no more rows come. */
  loose(): Loose {
    const found: Loose = { disposals: [], flows: [], problems: [] };
    for (const { row, parts, assumed } of this.releases) {
      if (!assumed) continue;
      found.flows.push(
        unitsFlow(
          row,
          parts.reduce((sum, { quantity }) => sum + quantity, 0n),
          null,
        ),
      );
      found.problems.push(problemOf(row, "missing-acquisition", NO_ACQUISITION, row.instrument));
    }
    if (this.receipts.length === 0) this.goneFor(found);
    else this.cameFrom(found);
    return found;
  }

  private goneFor(found: Loose): void {
    if (this.releases.length === 0 && this.cashRow) found.disposals.push(gainEntry(this.cashRow.row, this.cashRow.position, this.cash, 0n));
    const weights = this.releases.map(({ parts }) => parts.reduce((sum, { quantity }) => sum + quantity, 0n));
    const cash = divideBy(this.cash, weights);
    this.releases.forEach(({ row, position, parts }, index) => {
      if (this.cash !== 0n || row.tradeType === "rights") {
        found.disposals.push(...disposalEntries(position, row, parts, cash[index] ?? 0n, 0n));
        return;
      }
      found.flows.push(departure(row, parts));
      found.problems.push(problemOf(row, "group-incomplete", NOTHING_CAME, row.instrument));
    });
  }

  private cameFrom(found: Loose): void {
    const gain = this.carried() - (this.released() - this.cash);
    const [first = this.cashRow] = this.releases;
    if (gain !== 0n && first) found.disposals.push(gainEntry(first.row, first.position, gain, 0n));
    const untold = this.receipts.filter(({ arrival, stays }) => !stays && toldCost(arrival.row) === null);
    if (this.receipts.some(({ stays }) => stays) && untold.some(({ arrival }) => arrival.row.price === "0"))
      for (const { arrival } of untold)
        found.problems.push(problemOf(arrival.row, "group-incomplete", NO_SPLIT_OF_COST, arrival.row.instrument));
    if (this.releases.length > 0) return;
    const beside = this.paidBeside();
    for (const [index, { arrival, paid }] of this.receipts.entries()) {
      const { row, quantity } = arrival;
      const told = toldCost(row);
      if (told !== null) found.problems.push(problemOf(row, "group-incomplete", TOLD_TWICE, row.instrument));
      else if (paid === 0n && (beside[index] ?? 0n) === 0n && !FREE_TYPES.includes(row.tradeType)) {
        found.flows.push(unitsFlow(row, quantity, null));
        found.problems.push(problemOf(row, "group-incomplete", NOTHING_WENT, row.instrument));
      }
    }
  }
}
