import { Logger, runMigrations } from "graphile-worker";

/** What the library has to say while it migrates concerns nobody: what goes wrong, it throws. */
const QUIET = new Logger(() => () => {});

/**
 * Makes the job queue's own schema, or brings it to the library's version. Call it after the other migrations, and one migrator at a time.
 * @param ownerUrl postgres://… of the database's owner: the roles that use the queue may not change it.
 */
export async function migrateQueue(ownerUrl: string): Promise<void> {
  await runMigrations({ connectionString: ownerUrl, logger: QUIET });
}
