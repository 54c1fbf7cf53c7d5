import "server-only";
import { z } from "zod";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { writeHeader, writeRow } from "@/lib/formats/truefolio-csv";
import { download, jsonList } from "@/lib/http/text-download";
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
  return download(format === "csv" ? csv(pages) : jsonList(json(pages)), format, `transactions-${kind}-${id}`);
}

async function* csv(pages: AsyncIterable<ExportedTransaction[]>): AsyncGenerator<string> {
  yield writeHeader();
  for await (const page of pages) yield page.map((row) => writeRow(row)).join("");
}

async function* json(pages: AsyncIterable<ExportedTransaction[]>): AsyncGenerator<string[]> {
  for await (const page of pages) yield page.map((row) => JSON.stringify(row));
}
