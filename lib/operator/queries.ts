import "server-only";
import { join, resolve } from "node:path";
import { listBackups } from "@/lib/backups/files";
import { notingFaults } from "@/lib/db/away";
import { database } from "@/lib/db/client";
import { env } from "@/lib/env";
import { errorCounts } from "@/lib/logs/error-count";
import type { Operator } from "./operator";
import { type SiteFigures, type SlowStatements, siteFiguresSchema, slowStatementsSchema } from "./schema";

const SLOWEST = 10;

/** How the site is: counts, sizes and ages. Nothing of it is about a person. */
export interface Site extends SiteFigures {
  /** Of the newest backup in the folder that this process knows, as ISO; null when there is none. */
  lastBackupAt: string | null;
  /** Lines of this process's log in the last day that say that something went wrong. */
  errorsOfLastDay: number;
  /** Null where PostgreSQL doesn't count statements. */
  slowStatements: SlowStatements;
}

/** @param _operator who asks: that they may is what the type says */
export async function getSite(_operator: Operator): Promise<Site> {
  const [row] = await notingFaults(
    () => database().$queryRaw<{ figures: unknown; slow: unknown }[]>`
      SELECT site_figures() AS figures, slow_statements(${SLOWEST}::int) AS slow`,
  );
  return {
    ...siteFiguresSchema.parse(row?.figures),
    slowStatements: slowStatementsSchema.parse(row?.slow ?? null),
    lastBackupAt: await lastBackupAt(),
    errorsOfLastDay: errorCounts().lastDay,
  };
}

async function lastBackupAt(): Promise<string | null> {
  const { BACKUP_DIR, DATA_DIR } = env();
  if (!BACKUP_DIR && !DATA_DIR) return null;
  const times = (await listBackups(resolve(BACKUP_DIR || join(DATA_DIR, "backups")))).map(({ madeAt }) => madeAt.getTime());
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}
