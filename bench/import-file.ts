import { open, stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** Where a file is imported: the pages, and the database as its owner. */
export interface ImportSite {
  request(path: string, init?: RequestInit): Promise<Response>;
  owner: { query(sql: string, values?: string[]): Promise<unknown> };
}

const PIECE_BYTES = 4 * 1024 * 1024;

/** Imports a file as a browser does: pieces, preview, confirmation. Milliseconds until the preview is there, and until all is written. */
export async function importFile(
  server: ImportSite,
  accountId: bigint,
  path: string,
): Promise<{ previewMs: number; totalMs: number; importId: string }> {
  const start = performance.now();
  const { size } = await stat(path);
  const begun = await post(server, `/accounts/${accountId}/import/upload`, JSON.stringify({ name: "ledger.csv", size, fingerprint: path }));
  const { importId } = begun;
  const file = await open(path);
  try {
    for (let { offset } = begun; offset < size; ) {
      const piece = Buffer.alloc(Math.min(PIECE_BYTES, size - offset));
      await file.read(piece, 0, piece.length, offset);
      ({ offset } = await post(server, `/accounts/${accountId}/import/${importId}/upload?at=${offset}`, piece));
    }
  } finally {
    await file.close();
  }
  await until(server, accountId, importId, "preview");
  const previewMs = performance.now() - start;
  // What the button's action does, without its page.
  await server.owner.query("UPDATE imports SET status = 'writing', requested_at = now(), attempts = 0 WHERE id = $1", [importId]);
  await server.owner.query("SELECT pg_notify('truefolio_imports', '')");
  await until(server, accountId, importId, "imported");
  return { previewMs, totalMs: performance.now() - start, importId };
}

async function post(server: ImportSite, path: string, body: BodyInit): Promise<{ importId: string; offset: number }> {
  const response = await server.request(path, { method: "POST", body });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as { importId: string; offset: number };
}

async function until(server: ImportSite, accountId: bigint, importId: string, status: string): Promise<void> {
  for (;;) {
    const response = await server.request(`/accounts/${accountId}/import/${importId}/progress`);
    const progress = (await response.json()) as { status: string; problem: unknown };
    if (progress.status === status) return;
    if (progress.status === "failed" || progress.problem) throw new Error(`the import failed: ${JSON.stringify(progress.problem)}`);
    await sleep(100);
  }
}
