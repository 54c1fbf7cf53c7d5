import { z } from "zod";
import { quotesAreMoney } from "@/lib/formats/exchange/assets";
import { Counting } from "@/lib/formats/exchange/counting";
import { COLUMNS, type Column } from "@/lib/formats/kraken/columns";
import { readLedger } from "@/lib/formats/kraken/ledger";
import { EXCHANGES } from "@/lib/formats/kraken/meanings";
import { krakenAsset } from "@/lib/formats/kraken/names";
import type { TableRow } from "@/lib/formats/table/row";
import type { FormatItem } from "@/lib/formats/types";
import { parseDecimal } from "@/lib/money/decimal";
import { pagesFormat, type ReadPage, readAnswer } from "../../pages";
import { currencyIn } from "../currency";
import { from, unreadable } from "../items";
import { linesWith } from "../lines";
import { type Balance, snapshotOf } from "../snapshot";

const SOURCE = "kraken-api";

const balances = z.object({ result: z.record(z.string(), z.string()) });
const entries = z.object({ result: z.object({ ledger: z.record(z.string(), z.record(z.string(), z.unknown())) }) });

/**
 * What Kraken's API brings. Its ledger is the one of the export `ledgers.csv`, with the same ids, and is read by the same rules
 * (lib/formats/kraken): a file imported into a synced account finds its rows there already, and the other way round.
 */
export const krakenPages = pagesFormat({
  code: SOURCE,
  name: "Kraken (sync)",
  version: 1,
  brokers: ["kraken"],
  *read(pages, of) {
    const counting = new Counting(currencyIn(pages, "EUR"), true);
    // Trades of before are read for the money that their coins are counted in, so that this doesn't change with what is asked for.
    Array.from(readLedger(ledgerRows(pages, "newest trades", null).rows, counting));
    const { rows, aside } = ledgerRows(pages, "ledger", of.since);
    const items = [...readLedger(rows, counting)];
    const shares = new Set(
      items.flatMap((item) => (item.kind === "transaction" && item.draft.assetType === "stock" ? item.draft.symbol : [])),
    );
    for (const page of pages.filter(({ stream }) => stream === "balances")) {
      const read = balances.safeParse(readAnswer(page));
      if (!read.success) yield unreadable(page.line, "balances");
      else
        yield* snapshotOf({
          source: SOURCE,
          line: page.line,
          asOf: of.fetchedAt,
          balances: Object.entries(read.data.result).flatMap(balanceOf),
          isMoney: quotesAreMoney,
          countedIn: (coin) => counting.currencyOf(coin),
          assetTypeOf: (asset) => (shares.has(asset) ? "stock" : "crypto"),
        });
    }
    yield* aside;
    for (const item of items) yield from(SOURCE, item);
  },
});

function balanceOf([name, text]: [string, string]): Balance[] {
  const [asset, amount] = [krakenAsset(name), parseDecimal(text)];
  return asset === null || amount === null ? [] : [{ asset, amount }];
}

const lineOf = linesWith(Object.keys(COLUMNS) as Column[]);

/** Entries of the ledger as lines of the export, the oldest first, each once. */
function ledgerRows(pages: readonly ReadPage[], stream: string, since: string | null): { rows: TableRow<Column>[]; aside: FormatItem[] } {
  const aside: FormatItem[] = [];
  const found = new Map<string, { line: number; cells: Cells }>();
  for (const page of pages.filter((each) => each.stream === stream)) {
    const read = entries.safeParse(readAnswer(page));
    if (!read.success) aside.push(unreadable(page.line, "entries of the ledger"));
    else for (const [id, entry] of Object.entries(read.data.result.ledger)) found.set(id, { line: page.line, cells: cellsOf(id, entry) });
  }
  const all = [...found.values()].sort((a, b) => (a.cells.time < b.cells.time ? -1 : a.cells.time > b.cells.time ? 1 : 0));
  // A little more than was asked for comes, so that no trade is cut in two: what began before has been brought by the sync before.
  const from = since === null ? "" : since.slice(0, 19).replace("T", " ");
  const begins = new Map<string, string>();
  const key = ({ txid, refid, type = "" }: Cells) => (EXCHANGES.has(type) ? refid : `entry ${txid}`);
  for (const { cells } of all) begins.set(key(cells), begins.get(key(cells)) ?? cells.time);
  const isBefore = ({ cells }: { cells: Cells }) => (begins.get(key(cells)) ?? "") < from;
  for (const entry of all.filter(isBefore))
    aside.push({ kind: "skipped", line: entry.line, reason: "It began before what was asked for." });
  const rows = all.filter((entry) => !isBefore(entry)).map(({ line, cells }) => lineOf(line, cells));
  return { rows, aside };
}

type Cells = Partial<Record<Column, string>> & { time: string; refid: string };

/** As the export has it: whole seconds, and names of our columns. */
function cellsOf(id: string, entry: Readonly<Record<string, unknown>>): Cells {
  const text = (key: string) => (typeof entry[key] === "string" ? entry[key] : "");
  const seconds = /^\d{1,12}/.exec(text("time"))?.[0];
  return {
    txid: id,
    refid: text("refid"),
    time: seconds === undefined ? text("time") : new Date(Number(seconds) * 1000).toISOString().slice(0, 19).replace("T", " "),
    type: text("type"),
    subtype: text("subtype"),
    assetClass: text("aclass"),
    asset: text("asset"),
    amount: text("amount"),
    fee: text("fee"),
    balance: text("balance"),
  };
}
