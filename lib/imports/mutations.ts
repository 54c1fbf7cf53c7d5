import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { done, leadTo, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { sealFirst } from "@/lib/credentials/mutations";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { lockSyncedAccount, stopSyncOfImport } from "@/lib/sync/import-effects";
import type { Version } from "./preview-schema";
import { answersSchema, type ImportAnswers } from "./schema";
import { classify } from "./steps/classify";
import { keepOriginal, readOriginal } from "./steps/original";
import { giveToWorker } from "./steps/queue";
import { recountChoices, takeStock } from "./steps/stock";

/**
 * Says where a statement's rows go, and compares them with what is there. `link` creates an account of kind "File import" for them, beside
 * the account that the import was started on.
 */
export function chooseTarget(actor: Actor, importId: bigint, statementId: bigint, choice: "skip" | "link" | bigint): Promise<Outcome> {
  return asActor(
    actor,
    async (tx) => {
      const statement = await tx.importStatement.findFirst({
        where: { id: statementId, importId, import: { status: "preview" } },
        select: { externalAccountId: true, name: true, import: { select: { account: { select: { portfolioId: true } } } } },
      });
      if (!statement) return NOT_FOUND;
      const target = await resolve(tx, actor, choice, statement);
      if (target === undefined) return refuse("Nothing was changed.", { target: "Choose one of your accounts." });
      await tx.importStatement.update({
        where: { id: statementId },
        data: { targetAccountId: target, decision: target === null ? "skip" : "import" },
        select: { id: true },
      });
      await classify(tx, importId);
      await takeStock(tx, importId);
      return done();
    },
    { timeoutMs: 120_000 },
  );
}

async function resolve(
  tx: Transaction,
  actor: Actor,
  choice: "skip" | "link" | bigint,
  statement: { externalAccountId: string; name: string; import: { account: { portfolioId: bigint } } },
): Promise<bigint | null | undefined> {
  if (choice === "skip") return null;
  if (choice !== "link") return (await tx.brokerAccount.findUnique({ where: { id: choice }, select: { id: true } }))?.id;
  const brokerType = await tx.brokerType.findUniqueOrThrow({ where: { code: "file" }, select: { id: true } });
  const { id } = await tx.brokerAccount.create({
    data: {
      portfolioId: statement.import.account.portfolioId,
      brokerTypeId: brokerType.id,
      externalAccountId: statement.externalAccountId || null,
      displayName: (statement.name || statement.externalAccountId || "Imported account").slice(0, 200),
    },
    select: { id: true },
  });
  await sealFirst(tx, id, {});
  await record(tx, actor, "account_linked", `account:${id}`, { broker: "file" });
  return id;
}

const READ_ALREADY = "This import is no longer a preview. Reload the page to see how it stands.";
const CHOICES_TIMEOUT_MS = 120_000;

/** Says whose version of one changed or kept row is taken when the import is written. */
export function chooseVersion(actor: Actor, importId: bigint, rowId: bigint, choice: Version): Promise<Outcome> {
  return choose(actor, importId, (tx) =>
    tx.importRow.updateMany({
      where: { id: rowId, importId, kind: "transaction", outcome: { in: ["changed", "kept"] } },
      data: { choice },
    }),
  );
}

/** As {@link chooseVersion}, for all changed or all kept rows of an import. */
export function chooseVersions(actor: Actor, importId: bigint, outcome: "changed" | "kept", choice: Version): Promise<Outcome> {
  return choose(actor, importId, (tx) => tx.importRow.updateMany({ where: { importId, kind: "transaction", outcome }, data: { choice } }));
}

function choose(actor: Actor, importId: bigint, write: (tx: Transaction) => Promise<{ count: number }>): Promise<Outcome> {
  return asActor(
    actor,
    async (tx) => {
      const status = await lockedStatus(tx, importId);
      if (status === null) return NOT_FOUND;
      if (status !== "preview") return refuse(READ_ALREADY);
      if ((await write(tx)).count === 0) return NOT_FOUND;
      await recountChoices(tx, importId);
      return done();
    },
    { timeoutMs: CHOICES_TIMEOUT_MS },
  );
}

/** Answers for all lines like one, beside what was answered before, and has the file read again with it. */
export function answerImport(actor: Actor, importId: bigint, { currency, tradeTypes }: ImportAnswers): Promise<Outcome> {
  const isEmpty = currency === undefined && Object.keys(tradeTypes ?? {}).length === 0;
  if (isEmpty) return Promise.resolve(refuse("Answer at least one of the questions."));
  return readWith(actor, importId, (known) => ({
    ...known,
    ...(currency === undefined ? {} : { currency }),
    tradeTypes: { ...known.tradeTypes, ...tradeTypes },
  }));
}

/** Takes an answer back, and has the file read again without it. */
export function removeAnswer(actor: Actor, importId: bigint, about: { currency: true } | { rawType: string }): Promise<Outcome> {
  return readWith(actor, importId, ({ currency, tradeTypes = {} }) =>
    "currency" in about
      ? { tradeTypes }
      : {
          ...(currency === undefined ? {} : { currency }),
          tradeTypes: Object.fromEntries(Object.entries(tradeTypes).filter(([rawType]) => rawType !== about.rawType)),
        },
  );
}

function readWith(actor: Actor, importId: bigint, change: (known: ImportAnswers) => ImportAnswers): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const status = await lockedStatus(tx, importId);
    if (status === null) return NOT_FOUND;
    if (status !== "preview") return refuse(READ_ALREADY);
    const { answers } = await tx.import.findUniqueOrThrow({ where: { id: importId }, select: { answers: true } });
    await tx.import.update({ where: { id: importId }, data: { answers: change(answersSchema.parse(answers)) }, select: { id: true } });
    await giveToWorker(tx, importId, "reading");
    return done();
  });
}

/** Gives a preview to the worker, to be written into the ledger. */
export function requestCommit(actor: Actor, importId: bigint): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const status = await lockedStatus(tx, importId);
    if (status === null) return NOT_FOUND;
    // A second click, or another tab: it is under way, and the page shows how far it is.
    if (status === "writing") return done();
    if (status !== "preview") return refuse("This import was already finished. Import the file again to see what would be new.");
    const undecided = await tx.importStatement.count({ where: { importId, decision: "undecided" } });
    if (undecided > 0) return refuse("Choose for every account in the file where its rows go, or leave it out.");
    await giveToWorker(tx, importId, "writing");
    return done();
  });
}

/** Gives an import that is in the ledger to the worker, to be taken back. */
export function requestUndo(actor: Actor, importId: bigint): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const status = await lockedStatus(tx, importId);
    if (status === null) return NOT_FOUND;
    if (status === "undoing") return done();
    if (status !== "imported") return refuse("There is nothing to undo: this import is not in the ledger.");
    await giveToWorker(tx, importId, "undoing");
    return done();
  });
}

/** Has a file read again that could not be read: with a newer version of the app, or after a fault on our side. */
export function retryImport(actor: Actor, importId: bigint): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const status = await lockedStatus(tx, importId);
    if (status === null) return NOT_FOUND;
    if (status === "reading") return done();
    if (status !== "failed") return refuse("This import was read already.");
    await giveToWorker(tx, importId, "reading");
    return done();
  });
}

/** Reads the original of an import again, as this version reads it: a new preview of what would be different. */
export function requestReread(actor: Actor, importId: bigint): Promise<Outcome> {
  return asActor(
    actor,
    async (tx) => {
      const found = await tx.import.findUnique({ where: { id: importId }, include: { file: { select: { importId: true } } } });
      if (!found) return NOT_FOUND;
      if (found.status !== "imported" || !found.file) return refuse("Only a file that is in the ledger can be read again.");
      const { brokerAccountId, fileName, fileHash, fileSize, sealed } = found;
      // A sealed file opens for its own import only: it is sealed anew for the new one.
      const original = sealed ? await readOriginal(tx, actor, importId, "it was read again") : null;
      if (original && !original.ok) return refuse(`${original.problem} ${original.mend}`);
      const { id } = await tx.import.create({
        data: {
          ...{ brokerAccountId, fileName, fileHash, fileSize, sealed },
          mapping: found.mapping ?? Prisma.DbNull,
          answers: found.answers ?? {},
          rereadOf: found.rereadOf ?? importId,
        },
        select: { id: true },
      });
      if (original) await keepOriginal(tx, { importId: id, accountId: brokerAccountId }, original.bytes, sealed);
      else
        await tx.$executeRaw`
          INSERT INTO import_files (import_id, broker_account_id, content) SELECT ${id}, broker_account_id, content FROM import_files WHERE import_id = ${importId}`;
      await giveToWorker(tx, id, "reading");
      await record(tx, actor, "import_reread", `import:${id}`);
      return leadTo(`/accounts/${brokerAccountId}/import/${id}`);
    },
    { timeoutMs: 120_000 },
  );
}

/**
 * Stops an import. What is not in the ledger yet is thrown away, file and all; one that is being written stays a preview, with nothing of it in
 * the ledger.
 */
export function cancelImport(actor: Actor, importId: bigint): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    await lockSyncedAccount(tx, importId);
    const status = await lockedStatus(tx, importId);
    const found = await tx.import.findUnique({ where: { id: importId }, select: { brokerAccountId: true } });
    if (status === null || !found) return NOT_FOUND;
    if (status === "writing") {
      // The worker looks at the status before it commits, and finds that it is not to.
      await tx.import.update({ where: { id: importId }, data: { status: "preview", progress: {} }, select: { id: true } });
      await record(tx, actor, "import_cancelled", `import:${importId}`);
      return done(undefined, "Stopped. Nothing was written.");
    }
    if (!["uploading", "reading", "mapping", "preview", "failed"].includes(status))
      return refuse("This import is in the ledger already. Undo it instead.");
    // Not deleted here: the worker may be at it, and deleting would wait for the end of what is to be stopped.
    await tx.import.update({ where: { id: importId }, data: { status: "cancelled", progress: {} }, select: { id: true } });
    await tx.importChunk.deleteMany({ where: { importId } });
    await tx.importFile.deleteMany({ where: { importId } });
    await stopSyncOfImport(tx, importId);
    await record(tx, actor, "import_cancelled", `import:${importId}`);
    return leadTo(`/accounts/${found.brokerAccountId}/import`);
  });
}

/** The status of an import, which nobody else changes before this transaction ends; null when it isn't the actor's. */
async function lockedStatus(tx: Transaction, importId: bigint): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ status: string }[]>`SELECT status FROM imports WHERE id = ${importId} FOR NO KEY UPDATE`;
  return row?.status ?? null;
}
