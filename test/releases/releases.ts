import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PRISMA_DIR } from "@/scripts/runtime/migrate";

/**
 * The versions that people have databases of, and the last migration of each. Beside this file, of each: `rows.sql`, what one person's database
 * held (a row in every table there was), read out of a database that the version itself had made; and, where a migration was changed after
 * the version had gone out with it, that migration as it went out.
 */
export const RELEASES = [
  { version: "0.1.0", folder: "v0-1-0", last: "20261124000200_row_level_security" },
  { version: "0.2.0", folder: "v0-2-0", last: "20261124140000_lines_in_bulk" },
  { version: "0.3.0", folder: "v0-3-0", last: "20261124160000_tags_count" },
  { version: "0.4.0", folder: "v0-4-0", last: "20261124175000_sync_queue" },
] as const;
export type Release = (typeof RELEASES)[number];

const here = (release: Release, ...names: string[]) => join(import.meta.dirname, release.folder, ...names);

/** The prisma folder of a release, with its own migrations only; to be removed by the caller. */
export async function prismaDirOf(release: Release): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "truefolio-release-"));
  await cp(PRISMA_DIR, folder, { recursive: true });
  for (const name of await readdir(join(folder, "migrations")))
    if (/^\d/.test(name) && name > release.last) await rm(join(folder, "migrations", name), { recursive: true });
  const changed = await readdir(here(release, "migrations")).catch(() => []);
  for (const name of changed) await cp(here(release, "migrations", name), join(folder, "migrations", name), { recursive: true });
  return folder;
}

export function rowsOf(release: Release): Promise<string> {
  return readFile(here(release, "rows.sql"), "utf8");
}
