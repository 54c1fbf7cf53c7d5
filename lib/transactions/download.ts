import "server-only";
import { z } from "zod";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { writeHeader, writeRow } from "@/lib/formats/truefolio-csv";
import { parseMoment } from "@/lib/moment/schema";
import { readCursor } from "./cursor";
import { parseFilter } from "./filter";
import { type ExportedTransaction, exportTransactions, getLedgerPage, type LedgerScope } from "./queries";

const formatSchema = z.enum(["csv", "json"]).catch("csv");

const filterOf = (query: URLSearchParams) => parseFilter(Object.fromEntries(query));
const momentOf = (query: URLSearchParams) => parseMoment(Object.fromEntries(query));

/** A page of the ledger as JSON for the table that scrolls: `?after=<cursor>` and the filters and the moment of the address. Null: not the actor's. */
export async function ledgerRows(actor: Actor, scope: LedgerScope, query: URLSearchParams): Promise<Response | null> {
  const page = await getLedgerPage(actor, scope, filterOf(query), readCursor(query.get("after") ?? ""), momentOf(query));
  return page && Response.json(page, { headers: { "cache-control": "no-store" } });
}

/** The streamed download of what the filters select. `?format=csv` (Truefolio's own columns, which it reads back) or `json`. */
export async function downloadTransactions(actor: Actor, scope: LedgerScope, query: URLSearchParams): Promise<Response | null> {
  const pages = await exportTransactions(actor, scope, filterOf(query), momentOf(query));
  if (!pages) return null;
  const format = formatSchema.parse(query.get("format"));
  const [kind, id] = "accountId" in scope ? ["account", scope.accountId] : ["portfolio", scope.portfolioId];
  await asActor(actor, (tx) => record(tx, actor, "export_downloaded", `${kind}:${id}`, { format }));
  return download(format === "csv" ? csv(pages) : json(pages), format, `transactions-${kind}-${id}`);
}

async function* csv(pages: AsyncIterable<ExportedTransaction[]>): AsyncGenerator<string> {
  yield writeHeader();
  for await (const page of pages) yield page.map((row) => writeRow(row)).join("");
}

async function* json(pages: AsyncIterable<ExportedTransaction[]>): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const page of pages) {
    yield separator + page.map((row) => JSON.stringify(row)).join(",\n");
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}

/** A text stream as an attachment. The name is ours alone, so that nothing of it needs escaping. */
export function download(parts: AsyncIterable<string>, format: "csv" | "json", name: string): Response {
  const encoder = new TextEncoder();
  const iterator = parts[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await iterator.return?.()),
  });
  return new Response(body, {
    headers: {
      "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.${format}"`,
      "cache-control": "no-store",
    },
  });
}
