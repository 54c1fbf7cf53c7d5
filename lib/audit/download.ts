import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { guard, quote } from "@/lib/formats/truefolio-csv/cells";
import { download, jsonList } from "@/lib/http/text-download";
import { getSettings } from "@/lib/users/queries";
import { record } from "./mutations";
import { exportActivity } from "./queries";
import { type ExportedActivity, parseActivityFilter } from "./schema";

const formatSchema = z.enum(["csv", "json"]).catch("csv");
const COLUMNS = ["at", "event", "words", "subject", "name", "details"] as const;

/** What happened, as far as the filters of the address select it, as `?format=csv` or `json`: streamed. */
export async function downloadActivity(actor: Actor, query: URLSearchParams): Promise<Response> {
  const format = formatSchema.parse(query.get("format"));
  const { timeZone } = await getSettings(actor);
  await asActor(actor, (tx) => record(tx, actor, "export_downloaded", `user:${actor.userId}`, { format, what: "activity" }));
  const pages = exportActivity(actor, parseActivityFilter(Object.fromEntries(query)), timeZone);
  return download(format === "csv" ? csv(pages) : jsonList(json(pages)), format, "activity");
}

async function* csv(pages: AsyncIterable<ExportedActivity[]>): AsyncGenerator<string> {
  yield `${COLUMNS.join(",")}\r\n`;
  for await (const page of pages) yield page.map(writeLine).join("");
}

/** File names and reasons are somebody else's words: none of them may run as a formula. */
const writeLine = ({ at, event, words, noted, subject, details }: ExportedActivity) =>
  `${[at, event, words, noted, subject?.label ?? "", details].map((cell) => quote(guard(cell))).join(",")}\r\n`;

async function* json(pages: AsyncIterable<ExportedActivity[]>): AsyncGenerator<string[]> {
  for await (const page of pages)
    yield page.map(({ at, event, words, noted, subject, detail }) =>
      JSON.stringify({ at, event, words, subject: noted, name: subject?.label ?? null, detail }),
    );
}
