import "server-only";
import { cache } from "react";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { COST_METHODS } from "@/lib/engine/books";
import type { SessionView, Settings } from "./schema";

const costMethodSchema = z.enum(COST_METHODS).catch("fifo");
const tableColumnsSchema = z.record(z.string(), z.array(z.string())).catch({});

/** A person's preferences. Once per rendered page, however many parts of it ask. */
export const getSettings = cache(
  (actor: Actor): Promise<Settings> =>
    asActor(actor, async (tx) => {
      const row = await tx.userSettings.findUniqueOrThrow({ where: { userId: BigInt(actor.userId) } });
      return {
        baseCurrency: row.baseCurrency,
        costMethod: costMethodSchema.parse(row.costMethod),
        locale: row.locale,
        timeZone: row.timeZone,
        hiddenColumns: tableColumnsSchema.parse(row.tableColumns),
      };
    }),
);

/** After that a session is over (the function auth_session). */
const SESSION_DAYS = 30;

/** Where a person is signed in, newest first: no session that is over. */
export function listSessions(actor: Actor): Promise<SessionView[]> {
  return asActor(actor, async (tx) => {
    const rows = await tx.session.findMany({
      where: { createdAt: { gt: new Date(Date.now() - SESSION_DAYS * 24 * 60 * 60_000) } },
      orderBy: { createdAt: "desc" },
      take: 50,
    });
    return rows.map((row) => ({
      id: row.id,
      userAgent: row.userAgent,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      current: row.id === actor.sessionId,
    }));
  });
}
