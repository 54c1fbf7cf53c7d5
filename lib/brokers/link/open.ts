import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { BrokerManifest } from "../manifest";
import { BrokerProblem } from "../problem";
import { allowedHosts, guardedRequests } from "./guard";
import type { BrokerLink } from "./link";
import { patientFetch } from "./patience";

/** An answer may take so long, all of it. */
const TIMEOUT_MS = 30_000;

export interface LinkOptions {
  manifest: BrokerManifest;
  secrets: Readonly<Record<string, string>>;
  signal: AbortSignal;
  /** Addresses in the place of the manifest's, by name: of a test, or of an operator who has a proxy. Only these may be private ones. */
  instead?: Readonly<Record<string, string>>;
  /** Waits until this request may be made. */
  turn?: () => Promise<void>;
  renew?: BrokerLink["renew"];
  now?: () => number;
  wait?: BrokerLink["wait"];
  timeoutMs?: number;
}

/** Opens the way to a broker for one sync, one test or one sign-in. Nothing is asked yet. */
export function openLink({
  manifest,
  secrets,
  signal,
  instead = {},
  turn,
  renew,
  now = Date.now,
  wait,
  timeoutMs = TIMEOUT_MS,
}: LinkOptions): BrokerLink {
  let last: BrokerProblem | null = null;
  const pause = wait ?? ((milliseconds: number) => sleep(milliseconds, undefined, { signal }));
  const guarded = guardedRequests(allowedHosts(manifest, instead), signal, timeoutMs);
  const patient = patientFetch(guarded, { pause, now, turn: turn ?? (async () => {}) });
  return {
    manifest,
    secrets,
    signal,
    now,
    wait: pause,
    renew: renew ?? (async () => {}),
    endpoint(name) {
      const address = instead[name] ?? manifest.sync?.endpoints[name];
      if (address === undefined) throw new Error(`${manifest.code} declares no endpoint ${name}`);
      return address.replace(/\/+$/, "");
    },
    fetch: async (input, init) => {
      try {
        return await patient(input, init);
      } catch (error) {
        if (error instanceof BrokerProblem) last = error;
        throw error;
      }
    },
    async ask(call, translate) {
      last = null;
      try {
        return await call();
      } catch (error) {
        signal.throwIfAborted();
        throw last ?? (error instanceof BrokerProblem ? error : translate(error));
      }
    },
  };
}
