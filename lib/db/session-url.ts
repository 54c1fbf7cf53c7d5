import "server-only";
import { env } from "@/lib/env";

/**
 * The application's role, on connections that stay one's own: LISTEN and advisory locks that outlive a transaction need them, and a pooler
 * that lends connections for a transaction at a time (PgBouncer) can't give them.
 */
export const sessionUrl = (): string => env().SESSION_DATABASE_URL || env().APP_DATABASE_URL;
