import "server-only";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { guard, quote } from "@/lib/formats/truefolio-csv/cells";
import { download } from "@/lib/http/text-download";
import { type RefusedLine, refusedLines } from "./rows/queries";

const COLUMNS = ["line", "problem", "expected", "mend", "raw"] as const satisfies readonly (keyof RefusedLine)[];

/** The lines of a file that can't be read, with what is wrong with each, for mending them in a spreadsheet. Null: not the actor's. */
export async function downloadRefused(actor: Actor, accountId: bigint, importId: bigint): Promise<Response | null> {
  const pages = await refusedLines(actor, accountId, importId);
  if (!pages) return null;
  await asActor(actor, (tx) => record(tx, actor, "export_downloaded", `import:${importId}`, { format: "csv" }));
  return download(csv(pages), "csv", `refused-lines-import-${importId}`);
}

async function* csv(pages: AsyncIterable<RefusedLine[]>): AsyncGenerator<string> {
  yield `${COLUMNS.join(",")}\r\n`;
  for await (const page of pages) yield page.map(writeLine).join("");
}

/** Words of a file that somebody else wrote: none of them may run as a formula. */
const writeLine = (row: RefusedLine) => `${COLUMNS.map((column) => quote(guard(String(row[column])))).join(",")}\r\n`;
