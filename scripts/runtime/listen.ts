import type { Server } from "node:http";
import { StartupError } from "./startup-error.mjs";

const FIRST_PORT = 3000;
const LAST_PORT = 3099;

/**
 * Listens on the port that was asked for; where none was, on 3000 or the next free one.
 *
 * @param port PORT as the environment has it.
 * @returns The port.
 * @throws {StartupError} when the port is taken or is none.
 */
export async function listen(server: Server, { host, port }: { host: string; port: string | undefined }): Promise<number> {
  if (port) return listenOn(server, host, parsePort(port));
  for (let candidate = FIRST_PORT; ; candidate += 1) {
    try {
      return await listenOn(server, host, candidate);
    } catch (error) {
      if (!(error instanceof StartupError) || candidate === LAST_PORT) throw error;
    }
  }
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 1 && port <= 65_535) return port;
  throw new StartupError(`PORT is "${text}"; it must be a number from 1 to 65535.`);
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(new StartupError(explain(error, host, port)));
    server.once("error", fail);
    server.listen(port, host, () => {
      server.off("error", fail);
      resolve(port);
    });
  });
}

function explain({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === "EADDRINUSE") return `Port ${port} is taken by another program. Stop it, or set PORT to another one.`;
  if (code === "EACCES") return `This user may not listen on port ${port}. Set PORT to 1024 or more.`;
  return `Truefolio can't listen on ${host}, port ${port}: ${message}`;
}
