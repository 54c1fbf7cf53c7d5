import type { TestProject } from "vitest/node";
import { openTemporaryDatabase } from "@/scripts/temporary-database";

declare module "vitest" {
  interface ProvidedContext {
    /** The server of this run. The owner's database is the template: migrated and otherwise empty. */
    postgres: { superuserUrl: string; ownerUrl: string };
  }
}

/** One PostgreSQL for the whole run; every test file copies its migrated database (test/database.ts). */
export default async function startDatabaseServer(project: TestProject): Promise<() => Promise<void>> {
  const { superuserUrl, ownerUrl, stop } = await openTemporaryDatabase();
  project.provide("postgres", { superuserUrl, ownerUrl });
  return stop;
}
