import "server-only";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { getMappingFile } from "./queries";

/** A saved mapping as a file; null when it isn't the actor's. */
export async function downloadMapping(actor: Actor, id: bigint): Promise<Response | null> {
  const file = await getMappingFile(actor, id);
  if (!file) return null;
  await asActor(actor, (tx) => record(tx, actor, "export_downloaded", `mapping:${id}`, { format: "json", what: "mapping" }));
  return new Response(`${JSON.stringify(file, null, 2)}\n`, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="mapping.json"; filename*=UTF-8''${encodeURIComponent(`${file.name}.truefolio-mapping.json`)}`,
      "cache-control": "no-store",
    },
  });
}
