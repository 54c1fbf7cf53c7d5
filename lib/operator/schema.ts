import { z } from "zod";

const queueSchema = z.object({
  waiting: z.number(),
  running: z.number(),
  /** Of the last day. */
  done: z.number(),
  failed: z.number(),
  /** For how long the oldest one has waited, in seconds; 0 when none does. */
  oldestSeconds: z.number(),
});
export type QueueFigures = z.infer<typeof queueSchema>;

/** What the database says of the whole site: counts, sizes and ages (site_figures() in prisma/migrations). */
export const siteFiguresSchema = z.object({
  workers: z.number(),
  queues: z.object({ imports: queueSchema, syncs: queueSchema, mails: queueSchema }),
  database: z.object({
    bytes: z.number(),
    connections: z.number(),
    maxConnections: z.number(),
    version: z.string(),
    /** The newest migration that it has. */
    migration: z.string(),
  }),
});
export type SiteFigures = z.infer<typeof siteFiguresSchema>;

/** Null where PostgreSQL doesn't count statements. */
export const slowStatementsSchema = z
  .array(z.object({ statement: z.string(), calls: z.number(), meanMs: z.number(), totalMs: z.number() }))
  .nullable();
export type SlowStatements = z.infer<typeof slowStatementsSchema>;
