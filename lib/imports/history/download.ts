import "server-only";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { cleanFileName } from "../file-name";
import { readOriginal } from "../steps/original";

const FILE_TIMEOUT_MS = 120_000;

/** The original of an import as a download, byte by byte as it came. Null when it isn't one of this account of the actor's, or not kept. */
export function downloadOriginal(actor: Actor, accountId: bigint, importId: bigint): Promise<Response | null> {
  return asActor(
    actor,
    async (tx) => {
      const found = await tx.import.findFirst({ where: { id: importId, brokerAccountId: accountId }, select: { fileName: true } });
      const original = found && (await readOriginal(tx, actor, importId, "it was downloaded"));
      if (!found || !original) return null;
      if (!original.ok) return Response.json({ message: `${original.problem} ${original.mend}` }, { status: 409 });
      await record(tx, actor, "original_downloaded", `import:${importId}`);
      return new Response(new Uint8Array(original.bytes), { headers: headersFor(found.fileName, original.bytes.length) });
    },
    { timeoutMs: FILE_TIMEOUT_MS },
  );
}

/** Never shown in the page, whatever is in it; the name is somebody else's words, so all of it but letters and digits is escaped (RFC 6266). */
function headersFor(fileName: string, length: number): Record<string, string> {
  const name = cleanFileName(fileName);
  const plain = name.replace(/[^\w.-]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return {
    "content-type": "application/octet-stream",
    "content-length": String(length),
    "content-disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "no-store",
  };
}
