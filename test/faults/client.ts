// Somebody at work, in a process of its own that may be killed: does one operation after the other through the application, and tells each that was acknowledged.
import { setTimeout as sleep } from "node:timers/promises";
import { actorOfJob } from "@/lib/auth/job-actor";
import { asActor } from "@/lib/db/as-actor";
import { requestCommit } from "@/lib/imports/mutations";
import { getImport } from "@/lib/imports/queries";
import { beginUpload, takePiece } from "@/lib/imports/upload";
import { request } from "@/test/sync";
import { fileOf, operationAt, perform, type Stage, type Ways } from "./operations";

const AGAIN_AFTER_MS = 200;
const LOOK_EVERY_MS = 40;
const PATIENCE_MS = 60_000;

const { from, userId, accountId, syncedId, portfolios } = JSON.parse(process.env.FAULTS_STAGE ?? "{}") as Record<string, string>;
const [first = "", second = ""] = (portfolios ?? "").split(",");
const stage: Stage = {
  actor: actorOfJob({ userId: BigInt(userId ?? 0), name: "Ada", email: "ada@example.org" }),
  accountId: BigInt(accountId ?? 0),
  syncedId: BigInt(syncedId ?? 0),
  portfolios: [BigInt(first), BigInt(second)],
};

/** Looks until the status is one of those; any other that nothing follows is a reason to do it again. */
async function until(look: () => Promise<string | undefined>, wanted: string, pending: readonly string[]): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(LOOK_EVERY_MS)) {
    const status = await look();
    if (status === wanted) return;
    if (!pending.includes(status ?? "")) throw new Error(`it became ${status}`);
  }
  throw new Error(`it did not become ${wanted} in a minute`);
}

const byTheWorker: Ways = {
  async importFile({ actor, accountId: into }, number) {
    const bytes = fileOf(number);
    const begun = await beginUpload(actor, into, { name: `f${number}.csv`, size: bytes.length, fingerprint: String(number), seal: false });
    if (begun === null || !("importId" in begun)) throw new Error("the upload was refused");
    const importId = BigInt(begun.importId);
    await takePiece(actor, { accountId: into, importId }, begun.offset, bytes.subarray(begun.offset));
    const status = async () => (await getImport(actor, into, importId))?.status;
    await until(status, "preview", ["uploading", "reading"]);
    await requestCommit(actor, importId);
    await until(status, "imported", ["writing"]);
  },
  async sync({ actor, syncedId: account }) {
    const runId = await request(actor, account);
    const status = () =>
      asActor(actor, async (tx) => (await tx.syncRun.findUnique({ where: { id: runId }, select: { status: true } }))?.status);
    await until(status, "done", ["queued", "running"]);
  },
};

let stopping = false;
process.on("message", () => {
  stopping = true;
});
process.on("disconnect", () => process.exit());

for (let number = Number(from); !stopping; number += 1) {
  // What failed is tried again until it is done: the database may be away, and a worker may have been killed three times at the same file.
  for (;;) {
    try {
      await perform(stage, operationAt(number), byTheWorker);
      break;
    } catch (error) {
      process.send?.({
        failed: number,
        why: String((error as Error).message)
          .split("\n")
          .at(-1),
      });
      await sleep(AGAIN_AFTER_MS);
    }
  }
  process.send?.({ done: number });
}
process.exit();
