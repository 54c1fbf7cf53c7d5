import type { CostMethod, InstrumentBook, LedgerBooks } from "./books";
import { CashFold } from "./cash-fold";
import { Groups } from "./groups";
import { instrumentBook } from "./instrument-book";
import { InstrumentFold } from "./instrument-fold";
import type { FoldOptions, Loose } from "./journal";
import { byText, inLedgerOrder } from "./ledger-order";
import { isCashRow, type LedgerRow } from "./ledger-row";

/**
 * Folds a portfolio's ledger, row by row in the order (trade time, id), into books. Pure: the same rows give the same books.
 * `books()` may be asked for at any time; it changes nothing.
 */
export class LedgerFold {
  private readonly cash: CashFold;
  private readonly groups = new Groups();
  private readonly instruments = new Map<string, InstrumentFold>();
  /** What groups leave open after the rows so far, once it was asked for. */
  private loose: Map<string, Loose> | null = null;

  /** `events: false` keeps positions and balances only, in a memory that doesn't grow with the ledger. */
  constructor(
    private readonly method: CostMethod,
    private readonly options: FoldOptions = { events: true },
  ) {
    this.cash = new CashFold(options);
  }

  /** Takes the next row. */
  add(row: LedgerRow): void {
    this.loose = null;
    this.cash.add(row);
    if (isCashRow(row)) return;
    let fold = this.instruments.get(row.instrument);
    if (!fold) {
      fold = new InstrumentFold(row.instrument, this.method, this.groups, this.options);
      this.instruments.set(row.instrument, fold);
    }
    fold.add(row);
  }

  /** The book of one instrument after the rows so far; null where none was about it. */
  book(instrument: string): InstrumentBook | null {
    const fold = this.instruments.get(instrument);
    this.loose ??= byInstrument(this.groups.loose());
    return fold ? instrumentBook(fold, this.loose.get(instrument) ?? NOTHING) : null;
  }

  /** As {@link book}, when no more rows come: the numbers behind it are forgotten, and of a long ledger only one book is in memory twice. */
  finish(instrument: string): InstrumentBook | null {
    const book = this.book(instrument);
    this.instruments.delete(instrument);
    return book;
  }

  /** Where things stand after the rows so far. */
  books(): LedgerBooks {
    const instruments = [...this.instruments.keys()].sort(byText).flatMap((instrument) => this.book(instrument) ?? []);
    return { method: this.method, instruments, ...this.balances() };
  }

  /** The part of {@link books} that is about cash alone. */
  balances(): Pick<LedgerBooks, "cash" | "problems"> {
    return { cash: this.cash.books(), problems: this.cash.problems() };
  }
}

const NOTHING: Loose = { disposals: [], flows: [], problems: [] };

/** {@link LedgerFold} over rows that are all at hand, in any order. */
export function foldLedger(rows: Iterable<LedgerRow>, method: CostMethod): LedgerBooks {
  const fold = new LedgerFold(method);
  for (const row of inLedgerOrder([...rows])) fold.add(row);
  return fold.books();
}

function byInstrument({ disposals, flows, problems }: Loose): Map<string, Loose> {
  const found = new Map<string, Loose>();
  const of = (instrument: string): Loose => {
    const known = found.get(instrument) ?? { disposals: [], flows: [], problems: [] };
    found.set(instrument, known);
    return known;
  };
  for (const each of disposals) of(each.row.instrument).disposals.push(each);
  for (const each of flows) if (each.instrument !== null) of(each.instrument).flows.push(each);
  for (const each of problems) if (each.instrument !== null) of(each.instrument).problems.push(each);
  return found;
}
