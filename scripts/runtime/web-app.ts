import type { Handler } from "./http-server";
import { StartupError } from "./startup-error.mjs";

/** What the web app reads from its environment, by the names that lib/env.ts knows. */
export interface AppEnvironment {
  APP_DATABASE_URL: string;
  NEXTAUTH_SECRET: string;
  NEXTAUTH_URL: string;
  CREDENTIAL_KEYS: string;
  CREDENTIAL_KEYS_FILE: string;
  DATA_DIR: string;
}

/** What the worker reads beside it. */
export interface WorkerEnvironment extends AppEnvironment {
  QUEUE_DATABASE_URL: string;
}

export interface WebApp {
  handler: Handler;
  close(): Promise<void>;
}

/**
 * Prepares Next.js in this process.
 *
 * @param options `dev`: compile the source as it is asked for; otherwise serve the finished build. `port` is the one we listen on.
 * @throws {StartupError} naming what the operator's own environment has wrong, rather than failing at the first page.
 */
export async function openWebApp(environment: AppEnvironment, { dev, port }: { dev: boolean; port: number }): Promise<WebApp> {
  // Emptied, not deleted: Next.js reads .env by itself and would bring a deleted one back. The web never knows the owner's password, nor the queue's.
  Object.assign(process.env, environment, { DATABASE_URL: "", QUEUE_DATABASE_URL: "" });
  // Not before the environment is there: modules of the app may read it as they load.
  const { env } = await import("@/lib/env");
  try {
    env();
  } catch (error) {
    throw new StartupError((error as Error).message);
  }
  const { default: next } = await import("next");
  const app = next({ dev, hostname: "localhost", port });
  await app.prepare();
  return { handler: app.getRequestHandler(), close: () => app.close() };
}
