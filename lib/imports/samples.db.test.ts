import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { FormatError } from "@/lib/formats/types";
import { type TestDatabase, testDatabase } from "@/test/database";
import { describeSamples, readSample, sampleNames } from "@/test/samples";
import { answerImport, chooseTarget } from "./mutations";
import { getImport } from "./queries";
import type { ImportView } from "./schema";
import { commitImport } from "./steps/commit";
import { stageImport } from "./steps/direct";
import { readImport } from "./steps/read";
import { undoImport } from "./steps/undo";

const FILES = sampleNames();
/** Where `npm test` finds what became of each file, to show it. */
const TABLE = resolve(".cache/test/broker-files.txt");
const table: FileResult[] = [];

interface FileResult {
  file: string;
  format: string;
  first: ImportView;
  second: ImportView;
  /** Skipped lines by reason. */
  skipped: { reason: string; count: number }[];
}
/** Answers of an institution that say no: there is nothing in them to import. */
const REFUSALS = ["ofx/error_message.ofx", "ofx/signon_fail.ofx"];

let db: TestDatabase;
let actor: Actor;
let accountId: bigint;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  if (table.length === 0) return;
  mkdirSync(dirname(TABLE), { recursive: true });
  writeFileSync(TABLE, describeFiles(table));
});

async function importOnce(file: string): Promise<{ importId: bigint; view: ImportView }> {
  const importId = await stageImport(actor, { accountId, fileName: file, bytes: readSample(file) });
  if (importId === null) throw new Error("the account is missing");
  for (const { id, decision } of (await getImport(actor, accountId, importId))?.statements ?? []) {
    if (decision === "undecided") await chooseTarget(actor, importId, BigInt(id), "link");
  }
  // Answered as a person would, once: with the next file of the kind it is remembered.
  if ((await getImport(actor, accountId, importId))?.problems.missingCurrency) {
    await answerImport(actor, importId, { currency: "EUR" });
    await readImport(actor, importId);
  }
  const view = await getImport(actor, accountId, importId);
  if (!view) throw new Error("the import is missing");
  return { importId, view };
}

/** Reasons that differ in a line's number or a name only are one. */
async function skippedReasons(importId: bigint): Promise<FileResult["skipped"]> {
  const rows = await db.owner.query<{ reason: string; count: number }>(
    `SELECT regexp_replace(regexp_replace(reason, '[“"].*?[”"]', '…', 'g'), '[0-9]+', 'N', 'g') AS reason, count(*)::int AS count
     FROM import_rows WHERE import_id = $1 AND outcome = 'skipped' GROUP BY 1 ORDER BY count DESC, 1`,
    [importId.toString()],
  );
  return rows;
}

/** A line per file, and below it what was skipped and why. */
function describeFiles(files: readonly FileResult[]): string {
  const cells = ({ file, format, first, second }: FileResult) => [
    file,
    format,
    String(total(first.transactions) + total(first.positions)),
    String((first.transactions.new ?? 0) + (first.positions.new ?? 0)),
    String((second.transactions.known ?? 0) + (second.positions.known ?? 0)),
    String(first.lines.skipped ?? 0),
    String(first.lines.refused ?? 0),
  ];
  const rows = [["file", "format", "rows", "new", "known again", "skipped", "refused"], ...files.map(cells)];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const [head = [], ...body] = rows;
  const described = body.map((row, index) =>
    [line(row), ...(files[index]?.skipped ?? []).map(({ reason, count }) => `    ${count} × ${reason}`)].join("\n"),
  );
  return `${[line(head), ...described].join("\n")}\n`;
}

const total = (counts: object) => Object.values(counts).reduce((sum: number, count: number) => sum + count, 0);

describeSamples("real broker files", () => {
  it.each(FILES.filter((file) => !REFUSALS.includes(file)))(
    "%s imports, adds nothing the second time, and is gone when undone",
    async (file) => {
      ({ actor } = await db.signUp());
      accountId = await db.account(actor, { broker: "file" });
      const first = await importOnce(file);
      expect(await commitImport(actor, first.importId)).toMatchObject({ ok: true });
      const second = await importOnce(file);
      const { transactions, positions, rates, lines } = second.view;
      expect(second.view.answers).toEqual(first.view.answers);
      expect([transactions.new, transactions.changed, positions.new, rates.new]).toEqual([undefined, undefined, undefined, undefined]);
      expect(total({ ...transactions, lines: total(lines) })).toBe(total({ ...first.view.transactions, lines: total(first.view.lines) }));
      expect(await commitImport(actor, second.importId)).toMatchObject({ ok: true });
      table.push({
        file,
        format: first.view.formatName,
        first: first.view,
        second: second.view,
        skipped: await skippedReasons(first.importId),
      });
      for (const { importId } of [first, second]) expect(await undoImport(actor, importId)).toMatchObject({ ok: true });
      const left = await db.owner.query(
        "SELECT t.id FROM transactions t JOIN broker_accounts a ON a.id = t.broker_account_id JOIN portfolios p ON p.id = a.portfolio_id WHERE p.user_id = $1",
        [actor.userId],
      );
      expect(left).toEqual([]);
    },
  );

  it.each([
    ["ibkr-flex/flex-01.xml", { new: 26 }],
    // An original, its cancellation and its rebook: the two legs of one conversion.
    ["ibkr-flex/flex-28.xml", { new: 2 }],
    ["ibkr-flex/flex-26.xml", { new: 4 }],
    ["ofx/vanguard.ofx", { new: 1 }],
  ])("%s holds the rows that are known of it", async (file, transactions) => {
    ({ actor } = await db.signUp());
    accountId = await db.account(actor, { broker: "file" });
    expect((await importOnce(file)).view.transactions).toEqual(transactions);
  });

  it("leaves no line of a broker's table unread", () => {
    const unread = table.filter(({ file, first }) => !file.includes("bad-") && (first.lines.refused ?? 0) > 0);
    expect(unread.map(({ file }) => file)).toEqual([]);
  });

  it.each(REFUSALS)("%s is refused in the institution's own words", async (file) => {
    ({ actor } = await db.signUp());
    accountId = await db.account(actor, { broker: "file" });
    await expect(importOnce(file)).rejects.toThrow(FormatError);
  });
});
