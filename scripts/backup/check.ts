import { createHash } from "node:crypto";
import { StartupError } from "@/scripts/runtime/startup-error.mjs";
import type { Summary } from "./dump";
import { readBackup } from "./file";
import type { BackupKey } from "./key";
import type { Beginning, Ending } from "./records";

/**
 * Reads a backup from its beginning to its end, and holds every table against its checksum.
 * @throws {StartupError} when it isn't whole, or was made for another key
 */
export async function checkBackup(path: string, key: BackupKey): Promise<Summary> {
  let beginning: Beginning | undefined;
  let ending: Ending | undefined;
  let hash = createHash("sha256");
  const seen: string[] = [];
  for await (const record of readBackup(path, key)) {
    if ("data" in record) hash.update(record.data);
    else if (record.note.kind === "begin") beginning = record.note;
    else if (record.note.kind === "table") hash = createHash("sha256");
    else if (record.note.kind === "rows") {
      if (hash.digest("hex") !== record.note.sha256) throw new StartupError(`${path} can't be used: a checksum in it is wrong.`);
      seen.push(record.note.sha256);
    } else ending = record.note;
  }
  const isWhole = ending?.tables.map(({ sha256 }) => sha256).join() === seen.join();
  if (!beginning || !ending || !isWhole) throw new StartupError(`${path} can't be used: it is not whole. Nothing was changed.`);
  return { beginning, ending };
}

/** A table of what is in it, for a person. */
export function describeTables({ tables }: Ending): string[] {
  const named = tables.map(({ schema, name, ...rest }) => ({ ...rest, table: schema === "public" ? name : `${schema}.${name}` }));
  const width = Math.max(...named.map(({ table }) => table.length));
  const digits = Math.max(4, ...named.map(({ rows }) => String(rows).length));
  return [
    `${"table".padEnd(width)}  ${"rows".padStart(digits)}  sha256`,
    ...named.map(({ table, rows, sha256 }) => `${table.padEnd(width)}  ${String(rows).padStart(digits)}  ${sha256.slice(0, 16)}`),
  ];
}
