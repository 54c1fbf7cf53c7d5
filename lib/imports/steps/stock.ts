import "server-only";
import { z } from "zod";
import { jsonText, type Statements } from "@/lib/db/bulk";
import { CHOOSABLE, type ImportProblems, type ImportStock, type LineGroup, stockSchema, type Tally } from "../preview-schema";
import { NEEDS_REVIEW } from "../reading";
import { totalsOf } from "../rules";
import type { OutcomeCounts } from "../schema";

/** How many kinds of problems are listed; a file that can't be read at all has as many as lines. */
const GROUPS = 30;
const TYPES = 200;

/**
 * Counts the lines of an import and groups what of them needs a person. To be called by whatever changes outcomes, in its transaction: the
 * page then reads what is kept here, and looks at no more lines than it shows.
 */
export async function takeStock(tx: Statements, importId: bigint): Promise<OutcomeCounts> {
  return keep(tx, importId, { tally: await countLines(tx, importId), problems: await groupProblems(tx, importId) });
}

/** As {@link takeStock}, where outcomes changed and problems did not. */
export async function recount(tx: Statements, importId: bigint): Promise<OutcomeCounts> {
  const known = await readStock(tx, importId);
  return known ? keep(tx, importId, { tally: await countLines(tx, importId), problems: known.problems }) : takeStock(tx, importId);
}

/** As {@link takeStock}, where the person chose between versions: only the lines that have two are looked at. */
export async function recountChoices(tx: Statements, importId: bigint): Promise<void> {
  const known = await readStock(tx, importId);
  if (!known) return void (await takeStock(tx, importId));
  const others = known.tally.filter(({ outcome }) => !(CHOOSABLE as readonly string[]).includes(outcome));
  const rows = await tx.$queryRaw<TallyRow[]>`
    SELECT statement_id, kind, outcome, choice, count(*)::int AS count FROM import_rows
    WHERE import_id = ${importId} AND outcome = ANY (${[...CHOOSABLE]}::text[]) GROUP BY statement_id, kind, outcome, choice`;
  await keep(tx, importId, { ...known, tally: [...others, ...rows.map(toEntry)] });
}

/** What is kept; null for an import of before it was. */
export async function readStock(tx: Statements, importId: bigint): Promise<ImportStock | null> {
  const [row] = await tx.$queryRaw<{ counts: unknown }[]>`SELECT counts FROM imports WHERE id = ${importId}`;
  return stockSchema.nullable().catch(null).parse(row?.counts);
}

async function keep(tx: Statements, importId: bigint, stock: ImportStock): Promise<OutcomeCounts> {
  const skipped = await tx.$queryRaw<
    { id: bigint }[]
  >`SELECT id FROM import_statements WHERE import_id = ${importId} AND decision = 'skip'`;
  const totals = totalsOf(stock.tally, new Set(skipped.map(({ id }) => id.toString())));
  await tx.$executeRaw`UPDATE imports SET counts = ${jsonText({ ...totals, ...stock })}::jsonb WHERE id = ${importId}`;
  return totals;
}

interface TallyRow extends Omit<Tally[number], "statement"> {
  statement_id: bigint | null;
}

const toEntry = ({ statement_id, ...rest }: TallyRow): Tally[number] => ({ statement: statement_id?.toString() ?? null, ...rest });

/** Every line by statement, kind, outcome and choice. */
export async function countLines(tx: Statements, importId: bigint): Promise<Tally> {
  const rows = await tx.$queryRaw<TallyRow[]>`
    SELECT statement_id, kind, outcome, choice, count(*)::int AS count FROM import_rows
    WHERE import_id = ${importId} GROUP BY statement_id, kind, outcome, choice`;
  return rows.map(toEntry);
}

type GroupRow = LineGroup & { groups: number };

/** Everything that needs a person, each kind of it once, the most lines first. */
export async function groupProblems(tx: Statements, importId: bigint): Promise<ImportProblems> {
  const asked = await questions(tx, importId);
  // Reasons that differ in what they quote are one: a thousand dates that don't exist are not a thousand problems.
  const refused = await tx.$queryRaw<GroupRow[]>`
    SELECT (array_agg(coalesce(r.payload ->> 'problem', r.reason) ORDER BY r.line))[1] AS reason,
      (array_agg(coalesce(r.payload ->> 'expected', '') ORDER BY r.line))[1] AS expected,
      (array_agg(coalesce(r.payload ->> 'mend', '') ORDER BY r.line))[1] AS mend, min(r.reason) = max(r.reason) AS alike, count(*)::int AS count,
      (array_agg(r.line ORDER BY r.line))[1:8] AS lines, (count(*) OVER ())::int AS groups
    FROM import_rows r LEFT JOIN import_statements s ON s.id = r.statement_id
    WHERE r.import_id = ${importId} AND r.outcome = 'refused' AND coalesce(s.decision, 'import') <> 'skip' AND r.cause IS NULL
    GROUP BY regexp_replace(r.reason, '"[^"]*"', '""', 'g') ORDER BY count(*) DESC, min(r.line) LIMIT ${GROUPS}`;
  const review = await tx.$queryRaw<GroupRow[]>`
    SELECT (array_agg(d.reason ORDER BY r.line))[1] AS reason, '' AS expected, '' AS mend, min(d.reason) = max(d.reason) AS alike, count(*)::int AS count,
      (array_agg(r.line ORDER BY r.line))[1:8] AS lines, (count(*) OVER ())::int AS groups
    FROM import_rows r LEFT JOIN import_statements s ON s.id = r.statement_id,
      jsonb_array_elements_text(coalesce(r.payload -> 'meta' -> 'reasons', '["It is marked for review."]')) AS d (reason)
    WHERE r.import_id = ${importId} AND r.cause IS NOT NULL AND r.cause = ${NEEDS_REVIEW} AND r.outcome IN ('new', 'changed')
      AND coalesce(s.decision, 'import') <> 'skip'
    GROUP BY regexp_replace(d.reason, '"[^"]*"', '""', 'g') ORDER BY count(*) DESC, min(r.line) LIMIT ${GROUPS}`;
  const plain = (rows: readonly GroupRow[]) => rows.map(({ groups: _all, ...group }) => group);
  return { ...asked, refused: plain(refused), moreRefused: (refused[0]?.groups ?? 0) - refused.length, review: plain(review) };
}

const causeSchema = z.discriminatedUnion("code", [
  z.object({ code: z.literal("missing-currency") }),
  z.object({ code: z.literal("unknown-type"), rawType: z.string() }),
]);

/** What one answer each would mend, of lines that are not in the ledger as they are. */
async function questions(tx: Statements, importId: bigint): Promise<Pick<ImportProblems, "missingCurrency" | "unknownTypes">> {
  const rows = await tx.$queryRaw<{ cause: string; count: number; lines: number[] }[]>`
    SELECT r.cause, count(*)::int AS count, (array_agg(r.line ORDER BY r.line))[1:8] AS lines
    FROM import_rows r LEFT JOIN import_statements s ON s.id = r.statement_id
    WHERE r.import_id = ${importId} AND r.cause IS NOT NULL AND r.cause <> ${NEEDS_REVIEW} AND r.outcome IN ('refused', 'new', 'changed')
      AND coalesce(s.decision, 'import') <> 'skip'
    GROUP BY r.cause ORDER BY count(*) DESC, min(r.line) LIMIT ${TYPES}`;
  const asked = rows.map(({ cause, count, lines }) => ({ cause: causeSchema.parse(JSON.parse(cause)), count, lines }));
  const missing = asked.find(({ cause }) => cause.code === "missing-currency");
  return {
    missingCurrency: missing ? { count: missing.count, lines: missing.lines } : null,
    unknownTypes: asked.flatMap(({ cause, count, lines }) =>
      cause.code === "unknown-type" ? [{ rawType: cause.rawType, count, lines }] : [],
    ),
  };
}
