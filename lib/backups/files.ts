import "server-only";
import { readdir } from "node:fs/promises";

export interface BackupFile {
  name: string;
  /** As its name says, in UTC. */
  madeAt: Date;
}

const NAME = /^truefolio-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.backup$/;

export function fileName(madeAt: Date): string {
  return `truefolio-${madeAt.toISOString().slice(0, 19).replaceAll(":", "-")}Z.backup`;
}

/** The backups of a folder, by their names; anything else in it is nobody's business. None where there is no folder. */
export async function listBackups(folder: string): Promise<BackupFile[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names.flatMap((name) => {
    const [, day, hour, minute, second] = NAME.exec(name) ?? [];
    return day ? [{ name, madeAt: new Date(`${day}T${hour}:${minute}:${second}Z`) }] : [];
  });
}
