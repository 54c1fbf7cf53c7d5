import { join } from "node:path";
import pg from "pg";
import { createCredentialKeys, type Secrets } from "./secrets";
import { StartupError } from "./startup-error.mjs";

/**
 * The keys that seal broker credentials. New ones are made only where nothing is sealed yet: made silently, they would turn every
 * stored credential into noise. Call it after migrating.
 *
 * @param ownerUrl postgres://… of the database's owner: the application's role sees no rows here.
 * @throws {StartupError} with the way out, when sealed rows exist and the keys are gone.
 */
export async function ensureCredentialKeys(dataDir: string, secrets: Secrets, ownerUrl: string): Promise<string> {
  if (secrets.credentialKeys) return secrets.credentialKeys;
  const sealed = await countSealed(ownerUrl);
  if (sealed === 0) return createCredentialKeys(dataDir);
  throw new StartupError(
    `The database holds ${sealed} sealed credential(s), and the keys that open them are missing. Put back ${dataDir}/secrets.json from a backup, ` +
      "or set CREDENTIAL_KEYS to the keys that were in use.\n" +
      'If they are lost for good, set CREDENTIAL_KEYS to "k2:" and 32 new random bytes in base64 (openssl rand -base64 32): everything else ' +
      "stays, and each account asks for its credentials again.",
  );
}

/** The file in which Truefolio looks for its keys again and again, so that new ones need no restart; empty where the environment gives them. */
export function keysFileOf(dataDir: string, env: Partial<NodeJS.ProcessEnv>): string {
  return env.CREDENTIAL_KEYS ? "" : join(dataDir, "secrets.json");
}

async function countSealed(ownerUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ sealed: number }>(
      `SELECT ((SELECT count(*) FROM broker_account_credentials) + (SELECT count(*) FROM totp_secrets)
             + (SELECT count(*) FROM attention_settings WHERE webhook IS NOT NULL))::int AS sealed`,
    );
    return rows[0]?.sealed ?? 0;
  } finally {
    await client.end();
  }
}
