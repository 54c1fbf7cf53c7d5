import "server-only";
import { z } from "zod";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { download, jsonList } from "@/lib/http/text-download";
import { parseMoment } from "@/lib/moment/schema";
import { holdingLine, holdingsHeader } from "./csv";
import { getAccountHoldings, getPortfolioHoldings } from "./queries";
import type { HoldingView } from "./schema";

const formatSchema = z.enum(["csv", "json"]).catch("csv");
/** Lines that leave the server in one piece. */
const CHUNK_ROWS = 1_000;

/**
 * The holdings of an account (of `?snapshot=` where it is asked for) or a portfolio, at the moment of the address, as `?format=csv` or `json`.
 * Null: not the actor's.
 */
export async function downloadHoldings(
  actor: Actor,
  scope: { accountId: bigint } | { portfolioId: bigint },
  query: URLSearchParams,
): Promise<Response | null> {
  const snapshotId = query.get("snapshot") ?? undefined;
  const moment = parseMoment(Object.fromEntries(query));
  const view =
    "accountId" in scope
      ? await getAccountHoldings(actor, scope.accountId, { snapshotId, moment })
      : await getPortfolioHoldings(actor, scope.portfolioId, moment);
  if (!view) return null;
  const format = formatSchema.parse(query.get("format"));
  const [kind, id] = "accountId" in scope ? ["account", scope.accountId] : ["portfolio", scope.portfolioId];
  await asActor(actor, (tx) => record(tx, actor, "export_downloaded", `${kind}:${id}`, { format, what: "holdings" }));
  return download(format === "csv" ? csv(view.rows) : jsonList(json(view.rows)), format, `holdings-${kind}-${id}`);
}

async function* inPieces(rows: readonly HoldingView[]): AsyncGenerator<readonly HoldingView[]> {
  for (let start = 0; start < rows.length; start += CHUNK_ROWS) yield rows.slice(start, start + CHUNK_ROWS);
}

async function* csv(rows: readonly HoldingView[]): AsyncGenerator<string> {
  yield holdingsHeader();
  for await (const piece of inPieces(rows)) yield piece.map(holdingLine).join("");
}

async function* json(rows: readonly HoldingView[]): AsyncGenerator<string[]> {
  for await (const piece of inPieces(rows)) yield piece.map((row) => JSON.stringify(row));
}
