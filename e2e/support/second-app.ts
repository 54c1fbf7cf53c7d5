import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { freePort } from "@/scripts/runtime/postgres-server";

export interface SecondApp {
  address: string;
  /** What it has printed. */
  printed(): string;
  stop(): Promise<void>;
}

/** The app once more, for what a journey can't do to the one that all others use. It has no worker. */
export async function startSecondApp(settings: Readonly<Record<string, string>>): Promise<SecondApp> {
  const dataDir = await mkdtemp(join(tmpdir(), "truefolio-second-"));
  const port = await freePort();
  let printed = "";
  const child: ChildProcess = spawn(process.execPath, ["scripts/start.mjs", "--web-only"], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), NEXTAUTH_URL: "", ECB_URL: "off", YAHOO_URL: "off", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  const address = `http://localhost:${port}`;
  const isReady = async () => (await fetch(`${address}/readyz`).catch(() => null))?.status;
  await expect.poll(isReady, { timeout: 90_000, message: "the second app is ready" }).toBe(200);
  return {
    address,
    printed: () => printed,
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
