import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/generated/prisma/client";
import { makePool } from "./pool";

const holder = globalThis as { truefolioDatabase?: PrismaClient };

/**
 * The one connection pool, as the application's role. Reach tenant tables through `asActor`: without an actor this role sees no row.
 * It hangs on globalThis because a development reload evaluates this module again, and a pool per reload would exhaust PostgreSQL.
 */
export function database(): PrismaClient {
  holder.truefolioDatabase ??= new PrismaClient({
    adapter: new PrismaPg(makePool("pages", {}), { disposeExternalPool: true }),
    // Ciphertext is asked for by name (lib/credentials) or not at all.
    omit: { brokerAccountCredential: { credentials: true }, userPassword: { hash: true }, totpSecret: { sealed: true } },
  });
  return holder.truefolioDatabase;
}
