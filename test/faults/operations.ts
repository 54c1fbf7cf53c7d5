import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { writeHeader, writeRow } from "@/lib/formats/truefolio-csv";
import { makeDefaultPortfolio } from "@/lib/portfolios/mutations";
import { transactionFormSchema } from "@/lib/transactions/form-schema";
import { addTransaction, editTransaction } from "@/lib/transactions/mutations";
import { newestRevision } from "@/lib/transactions/queries";
import { formFromDraft } from "@/lib/transactions/rules";
import { draft } from "@/test/factories";

/** Of one symbol, in each file. */
export const FILE_ROWS = 60;

/** Whom all of it is done for, and where. */
export interface Stage {
  actor: Actor;
  /** Filled by files, and by hand. */
  accountId: bigint;
  /** Synced with the plain broker. */
  syncedId: bigint;
  /** Two, of which one is the default. */
  portfolios: readonly [bigint, bigint];
}

export type Operation =
  | { kind: "import"; number: number }
  | { kind: "add"; symbol: string }
  | { kind: "edit"; symbol: string; price: string }
  | { kind: "sync" }
  | { kind: "default"; which: 0 | 1 };

/** What is done as the n-th thing: the same each time, so that it can be done again elsewhere, and begun again where it was cut off. */
export function operationAt(number: number): Operation {
  switch (number % 7) {
    case 1:
      return { kind: "add", symbol: `M${number}` };
    case 3:
      return { kind: "edit", symbol: `M${number - 2}`, price: String(number) };
    case 4:
      return { kind: "default", which: number % 2 === 0 ? 0 : 1 };
    case 5:
      return { kind: "sync" };
    default:
      return { kind: "import", number };
  }
}

/** The rows of this file, and once more those of the one before. */
export function fileOf(number: number): Uint8Array {
  const rowsOf = (which: number) =>
    Array.from({ length: FILE_ROWS }, (_, index) =>
      writeRow({ ...draft({ symbol: `F${which}`, quantity: String(1 + index) }), id: `${which}-${index}`, account: "" }),
    );
  const earlier = [number - 1, number - 2].find((each) => each >= 0 && operationAt(each).kind === "import");
  const rows = [...(earlier === undefined ? [] : rowsOf(earlier)), ...rowsOf(number)];
  return new TextEncoder().encode(writeHeader() + rows.join(""));
}

/** How a file gets into the ledger, and what a broker holds: by the worker's hand, or at once. */
export interface Ways {
  importFile(stage: Stage, number: number): Promise<void>;
  sync(stage: Stage): Promise<void>;
}

/** Does it, or what is left of it. Resolves when it has been acknowledged. */
export async function perform(stage: Stage, operation: Operation, ways: Ways): Promise<void> {
  const { actor, accountId, portfolios } = stage;
  if (operation.kind === "import") return ways.importFile(stage, operation.number);
  if (operation.kind === "sync") return ways.sync(stage);
  if (operation.kind === "default") return expectOk(await makeDefaultPortfolio(actor, portfolios[operation.which]));
  const found = await asActor(actor, async (tx) => {
    const row = await tx.transaction.findFirst({ where: { brokerAccountId: accountId, symbol: operation.symbol }, select: { id: true } });
    return row && { id: row.id, seen: await newestRevision(tx, row.id) };
  });
  const price = operation.kind === "edit" ? operation.price : "10";
  const form = transactionFormSchema.parse(formFromDraft(draft({ symbol: operation.symbol, price })));
  if (operation.kind === "edit") {
    if (!found) throw new Error(`${operation.symbol}, which was acknowledged, is not there`);
    return expectOk(await editTransaction(actor, found.id, found.seen, form));
  }
  if (!found) expectOk(await addTransaction(actor, accountId, form));
}

function expectOk(outcome: { ok: boolean }): void {
  if (!outcome.ok) throw new Error(`it was refused: ${JSON.stringify(outcome)}`);
}
