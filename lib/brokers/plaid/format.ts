import { z } from "zod";
import { answerIn } from "@/lib/brokers/fields";
import { pagesFormat, type ReadPage, readAnswer } from "@/lib/brokers/pages";
import type { FormatItem } from "@/lib/formats/types";
import { absolute, sign } from "@/lib/money/decimal";
import { readHolding } from "./holdings";
import { type Security, securitySchema } from "./security";
import { type Around, readTransaction, type Transaction, transactionSchema } from "./transactions";

/**
 * What Plaid tells of an account. Its ids are its own, so that its rows don't merge with those of the broker's files by id; instruments are
 * known by ticker, by FIGI, and by ISIN where the person's Plaid team is licensed to see it.
 */
export const plaidPages = pagesFormat({
  code: "plaid-api",
  name: "Plaid",
  version: 1,
  brokers: ["plaid"],
  *read(pages, { fetchedAt }) {
    const securities = securitiesOf(pages);
    yield* snapshot(pages, securities, fetchedAt);
    yield* transactions(pages, securities);
  },
});

const list = z.array(z.unknown());
/** Every answer has its securities, and one of the others. */
const answered = z.looseObject({ securities: list, holdings: list.optional(), investment_transactions: list.optional() });

interface Row {
  row: unknown;
  line: number;
}

function rowsOf(pages: readonly ReadPage[], stream: string, key: "securities" | "holdings" | "investment_transactions"): Row[] {
  return pages
    .filter((page) => page.stream === stream)
    .flatMap((page) => (answerIn(answered, readAnswer(page), page.line)[key] ?? []).map((row) => ({ row, line: page.line })));
}

function securitiesOf(pages: readonly ReadPage[]): Map<string, Security> {
  const rows = ["holdings", "transactions"].flatMap((stream) => rowsOf(pages, stream, "securities"));
  return new Map(rows.flatMap(({ row }) => securitySchema.safeParse(row).data ?? []).map((security) => [security.security_id, security]));
}

function* snapshot(pages: readonly ReadPage[], securities: ReadonlyMap<string, Security>, fetchedAt: string): Generator<FormatItem> {
  const page = pages.find(({ stream }) => stream === "holdings");
  if (!page) return;
  const rows = rowsOf(pages, "holdings", "holdings");
  yield { kind: "snapshot", line: page.line, ...momentOf(pages, rows, fetchedAt) };
  for (const { row, line } of rows) yield readHolding(row, line, securities);
}

const status = z.looseObject({ investments: z.looseObject({ last_successful_update: z.iso.datetime({ offset: true }) }) });
const priced = z.looseObject({ institution_price_as_of: z.iso.date() });

/** When Plaid last had the holdings from the institution; else the day of the newest price among them. */
function momentOf(pages: readonly ReadPage[], rows: readonly Row[], fetchedAt: string): { asOf: string; dateOnly: boolean } {
  const told = pages.filter(({ stream }) => stream === "status").flatMap((page) => status.safeParse(readAnswer(page)).data ?? []);
  const updated = told.at(-1)?.investments.last_successful_update;
  if (updated) return { asOf: new Date(updated).toISOString(), dateOnly: false };
  const day = rows
    .flatMap(({ row }) => priced.safeParse(row).data?.institution_price_as_of ?? [])
    .sort()
    .at(-1);
  return day ? { asOf: `${day}T00:00:00.000Z`, dateOnly: true } : { asOf: fetchedAt, dateOnly: false };
}

function* transactions(pages: readonly ReadPage[], securities: ReadonlyMap<string, Security>): Generator<FormatItem> {
  const rows = rowsOf(pages, "transactions", "investment_transactions");
  const known = rows.flatMap(({ row }) => transactionSchema.safeParse(row).data ?? []);
  const paid = new Set(known.filter(({ type, amount }) => type === "cash" && sign(amount) < 0).map(moneyOf));
  const around: Around = { securities, wasPaid: (transaction) => paid.has(moneyOf(transaction)) };
  const seen = new Set<string>();
  for (const { row, line } of rows) {
    const id = transactionSchema.safeParse(row).data?.investment_transaction_id;
    // Rows that arrive while pages are asked for push others onto the next one.
    if (id !== undefined && seen.has(id)) {
      yield { kind: "skipped", line, reason: "It came twice in one answer." };
      continue;
    }
    if (id !== undefined) seen.add(id);
    yield* readTransaction(row, line, around);
  }
}

const moneyOf = ({ security_id, date, amount }: Transaction) => [security_id, date, absolute(amount)].join("|");
