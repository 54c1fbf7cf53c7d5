import "server-only";
import { done, leadTo, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import type { Actor } from "@/lib/auth/actor";
import { sealFirst } from "@/lib/credentials/mutations";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { classify } from "./classify";
import { lockImport } from "./commit";

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
      const target = await resolve(tx, choice, statement);
      if (target === undefined) return refuse("Nothing was changed.", { target: "Choose one of your accounts." });
      await tx.importStatement.update({
        where: { id: statementId },
        data: { targetAccountId: target, decision: target === null ? "skip" : "import" },
        select: { id: true },
      });
      await classify(tx, importId);
      return done();
    },
    { timeoutMs: 120_000 },
  );
}

async function resolve(
  tx: Transaction,
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
  return id;
}

/** Throws a preview away, file and all. */
export function cancelImport(actor: Actor, importId: bigint): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    if (!(await lockImport(tx, importId))) return refuse("This import is being written right now. Undo it when it is done.");
    const found = await tx.import.findUnique({ where: { id: importId }, select: { brokerAccountId: true, status: true } });
    if (!found) return NOT_FOUND;
    if (found.status !== "preview" && found.status !== "mapping") return refuse("This import is in the ledger already. Undo it instead.");
    await tx.import.delete({ where: { id: importId }, select: { id: true } });
    return leadTo(`/accounts/${found.brokerAccountId}/import`);
  });
}
