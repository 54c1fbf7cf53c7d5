import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { answerImport, chooseTarget } from "@/lib/imports/mutations";
import { getImport } from "@/lib/imports/queries";
import { commitImport } from "@/lib/imports/steps/commit";
import { stageImport } from "@/lib/imports/steps/direct";
import { readImport } from "@/lib/imports/steps/read";
import { type TestDatabase, testDatabase } from "@/test/database";
import { describeSamples, readSample, sampleNames } from "@/test/samples";
import { applyFix } from "./mutations";
import { getReconciliation } from "./queries";
import type { ReconciledLine } from "./schema";

/** Statements that nobody here wrote: what a broker lists, held against the rows that the same broker sends. */
const STATEMENTS = [...sampleNames("ibkr-flex"), ...sampleNames("ofx")];
/** Answers of an institution that say no. */
const REFUSALS = ["ofx/error_message.ofx", "ofx/signon_fail.ofx"];
const TABLE = resolve(".cache/test/reconciled-files.txt");
const table: string[] = [];

let db: TestDatabase;
let actor: Actor;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  mkdirSync(dirname(TABLE), { recursive: true });
  writeFileSync(TABLE, `${table.join("\n")}\n`);
});

async function importFile(accountId: bigint, file: string): Promise<void> {
  const importId = await stageImport(actor, { accountId, fileName: file, bytes: readSample(file) });
  if (importId === null) throw new Error("the account is missing");
  for (const { id, decision } of (await getImport(actor, accountId, importId))?.statements ?? []) {
    if (decision === "undecided") await chooseTarget(actor, importId, BigInt(id), "link");
  }
  if ((await getImport(actor, accountId, importId))?.problems.missingCurrency) {
    await answerImport(actor, importId, { currency: "EUR" });
    await readImport(actor, importId);
  }
  expect(await commitImport(actor, importId)).toMatchObject({ ok: true });
}

const accounts = async () =>
  (
    await db.owner.query<{ id: string }>(
      `SELECT a.id FROM broker_accounts a JOIN portfolios p ON p.id = a.portfolio_id
       WHERE p.user_id = $1 AND EXISTS (SELECT 1 FROM transactions t WHERE t.broker_account_id = a.id)
         AND EXISTS (SELECT 1 FROM holding_snapshots s WHERE s.broker_account_id = a.id) ORDER BY a.id`,
      [actor.userId],
    )
  ).map(({ id }) => BigInt(id));

const described = (file: string, { subject, ledger, broker, causes }: ReconciledLine) => {
  const [main] = causes;
  return `${file}  ${subject.symbol}  ledger ${ledger}  broker ${broker}  ${main?.confidence} ${main?.kind}: ${main?.sentence}`;
};

describeSamples("real statements with positions and trades", () => {
  it.each(STATEMENTS.filter((file) => !REFUSALS.includes(file)))(
    "%s agrees, or every difference has a cause, and its fix settles it",
    async (file) => {
      ({ actor } = await db.signUp());
      await importFile(await db.account(actor, { broker: "file" }), file);
      for (const accountId of await accounts()) {
        const view = await getReconciliation(actor, accountId);
        const open = view?.lines.filter(({ state }) => state === "open") ?? [];
        table.push(`${file}  ${view?.lines.length ?? 0} lines, ${open.length} differ`, ...open.map((line) => described(file, line)));
        expect(open.filter(({ causes }) => causes[0]?.kind === "missing_row").map(({ subject }) => subject.symbol)).toEqual([]);
        await settle(accountId, open.length);
      }
    },
  );
});

/** Writes the best fix of the worst difference, again and again: at most one round for each, and none is left that has a fix. */
async function settle(accountId: bigint, rounds: number): Promise<void> {
  for (let round = 0; round <= rounds; round += 1) {
    const view = await getReconciliation(actor, accountId);
    const line = view?.lines.find(({ state, causes }) => state === "open" && causes.some(({ fix }) => fix));
    if (!view?.snapshot || !line) return;
    expect(round, `${line.subject.symbol} differs still`).toBeLessThan(rounds);
    const cause = line.causes.find(({ fix }) => fix);
    const outcome = await applyFix(actor, {
      accountId: accountId.toString(),
      snapshotId: view.snapshot.id,
      subject: line.subject.key,
      cause: cause?.id ?? "",
      seal: cause?.fix?.seal ?? "",
      reason: cause?.fix?.reason ?? "",
      date: null,
      price: null,
    });
    expect(outcome).toMatchObject({ ok: true });
  }
}
