import "server-only";
import { BrokerProblem } from "@/lib/brokers/problem";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { problemSchema } from "@/lib/imports/schema";
import { commitImport } from "@/lib/imports/steps/commit";
import { takeIn } from "@/lib/imports/steps/direct";
import { Interrupted, type Report } from "@/lib/imports/steps/progress";
import { readImport } from "@/lib/imports/steps/read";
import { supersedeHeld } from "../import-effects";
import { isShrunken } from "../rules";
import type { BrokerDirectory } from "./brokers";
import type { Fetched } from "./fetch";
import { holdRun } from "./progress";
import type { BegunRun, Run } from "./run";
import { adoptKnownSnapshot, changeOf, newestRow } from "./staged";

const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** For a ledger that comes as a whole. */
const LONG_MS = 5 * 60_000;

/** Makes what came an import of the account, its original sealed, and the run its owner: in one transaction, so that a crash leaves both or neither. */
export function keepFetched(run: BegunRun, { bytes, pages, fetchedAt }: Fetched): Promise<bigint> {
  const { accountId, runId, actor } = run;
  const keep = async (tx: Transaction) => {
    await tx.$queryRaw`SELECT id FROM broker_accounts WHERE id = ${accountId} FOR NO KEY UPDATE`;
    await holdRun(tx, run, "Reading what came", pages);
    await supersedeHeld(tx, accountId);
    const fileName = `${run.brokerName}, ${DATE.format(fetchedAt)}.jsonl`;
    const importId = await takeIn(tx, { accountId, fileName, bytes, sealed: true });
    await tx.syncRun.update({ where: { id: runId }, data: { importId }, select: { id: true } });
    return importId;
  };
  return asActor(actor, keep, { timeoutMs: LONG_MS });
}

/**
 * Reads the run's import and writes it into the ledger, as far as an earlier attempt has not: rows, cursor and the end of the run are one
 * transaction. One that would take most of the holdings away stays a preview, for the person to confirm.
 * @throws BrokerProblem `answer` when it can't be read
 */
export async function receive(run: Run, importId: bigint, brokers: BrokerDirectory, report: Report): Promise<void> {
  const { actor } = run;
  const read = await readImport(actor, importId, report, brokers.formats);
  // Where it isn't to be read any more, an earlier attempt did that, or somebody has taken it back.
  const status = read === "preview" ? read : await statusOf(run, importId);
  if (status === "failed") throw await problemOf(run, importId);
  if (status === "mapping") throw new BrokerProblem("answer", "What came is in no form that this version reads.");
  if (status !== "preview") throw new Interrupted();
  if (await asActor(actor, (tx) => weigh(tx, run, importId), { timeoutMs: LONG_MS })) return;
  const outcome = await commitImport(actor, importId, report);
  if (!outcome.ok && (await statusOf(run, importId)) === "preview")
    throw new Error(`import ${importId} was not written: ${outcome.message}`);
}

function statusOf({ actor }: Run, importId: bigint): Promise<string | null> {
  return asActor(actor, async (tx) => (await tx.import.findUnique({ where: { id: importId }, select: { status: true } }))?.status ?? null);
}

async function problemOf({ actor }: Run, importId: bigint): Promise<BrokerProblem> {
  const found = await asActor(actor, (tx) => tx.import.findUniqueOrThrow({ where: { id: importId }, select: { problem: true } }));
  const { problem, mend } = problemSchema.parse(found.problem);
  return new BrokerProblem("answer", problem, mend);
}

/** Looks at what was staged: how far it brings the ledger, and whether the person is to be asked first. */
async function weigh(tx: Transaction, run: Run, importId: bigint): Promise<boolean> {
  await tx.$queryRaw`SELECT id FROM broker_accounts WHERE id = ${run.accountId} FOR NO KEY UPDATE`;
  await holdRun(tx, run, "Writing", 0);
  await adoptKnownSnapshot(tx, run.accountId, importId);
  await tx.$executeRaw`UPDATE sync_runs SET through = ${await newestRow(tx, importId)}::timestamptz WHERE id = ${run.runId}`;
  const change = await changeOf(tx, run.accountId, importId);
  if (change === null || !isShrunken(change)) return false;
  const { before, after } = change;
  const problem = {
    kind: "shrunken",
    message: `The broker lists ${count(after)}, and you had ${count(before)}; no transaction says where the others went. Nothing was changed.`,
    mend: "Look at what came: import it if it is right, or cancel it and sync again.",
    at: new Date().toISOString(),
  };
  await tx.$executeRaw`
    UPDATE sync_runs SET status = 'held', phase = '', finished_at = now(), problem = ${problem}::jsonb WHERE id = ${run.runId}`;
  await tx.brokerLink.update({ where: { brokerAccountId: run.accountId }, data: { problem }, select: { brokerAccountId: true } });
  await tx.brokerAccount.updateMany({ where: { id: run.accountId, status: "syncing" }, data: { status: "attention" } });
  return true;
}

const count = (positions: number) => (positions === 0 ? "no position" : positions === 1 ? "one position" : `${positions} positions`);
