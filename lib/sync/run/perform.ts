import "server-only";
import { reportUnexpected } from "@/lib/action/report";
import type { Connector } from "@/lib/brokers/connector";
import type { BrokerLink } from "@/lib/brokers/link/link";
import { type LinkOptions, openLink } from "@/lib/brokers/link/open";
import type { BrokerManifest } from "@/lib/brokers/manifest";
import { BrokerProblem } from "@/lib/brokers/problem";
import { renewCredentials } from "@/lib/credentials/mutations";
import { brokerEndpoints } from "@/lib/env";
import { Interrupted } from "@/lib/imports/steps/progress";
import { nextDue } from "../rules";
import { type BrokerDirectory, REGISTERED } from "./brokers";
import { leftAloneUntil, noteAnswer } from "./circuit";
import { type Failure, failRun, failureOf, ourFault } from "./fail";
import { type Fetched, fetchPages } from "./fetch";
import { Progress } from "./progress";
import { keepFetched, receive } from "./receive";
import { type BegunRun, beginRun, giveBack, lookAgain, type OpenRun, openRun } from "./run";
import { Turns } from "./turns";

/** A run that ended its worker this often is not tried again. */
const MAX_ATTEMPTS = 10;
/** How long a run waits for another one that uses the same key. */
const SAME_KEY_MS = 2_000;

export interface SyncOptions {
  /** Aborted when the worker is to stop: the run is given back. */
  signal: AbortSignal;
  /** Runs `work` unless somebody is at the same key; whether it did. */
  claim(key: string, work: () => Promise<void>): Promise<boolean>;
  brokers?: BrokerDirectory;
  /** How patient it is: with brokers that don't answer, and with those that want to be asked later. */
  patience?: Pick<LinkOptions, "timeoutMs" | "wait" | "now">;
}

/**
 * Performs a sync, as far as that has yet to be done: any number of workers may be given the same run, at the same time or one after another.
 * Never throws for what is wrong with an account or its broker: that is what the run comes to.
 */
export async function performSync(runId: bigint, options: SyncOptions): Promise<void> {
  const open = await openRun(runId);
  if (!open) return;
  const isDone = await options.claim(open.keyGroup, () => attempt(open, options));
  if (!isDone) await lookAgain(open, SAME_KEY_MS);
}

async function attempt(open: OpenRun, options: SyncOptions): Promise<void> {
  const { signal, brokers = REGISTERED } = options;
  const manifest = brokers.manifest(open.broker);
  const connector = await brokers.connector(open.broker);
  const run = await beginRun(open, manifest?.sync ? nextDue(manifest.sync.schedule, new Date(), open.accountId) : null);
  if (!run) return;
  const progress = new Progress(run, signal);
  try {
    if (run.attempt > MAX_ATTEMPTS) return await failRun(run, CUT_OFF);
    const importId = run.importId ?? (await fetched(run, manifest, connector, progress, options));
    if (importId !== null) await receive(run, importId, brokers, () => progress.at("Writing"));
  } catch (error) {
    // Stopped by the person, or taken over: whoever did that has seen to the account. Before a stop of the worker nothing is lost either.
    if (signal.aborted) return await giveBack(run, 0, "Waiting for a worker");
    if (error instanceof Interrupted) return;
    if (error instanceof Deferred) return await giveBack(run, error.milliseconds, "Waiting for its turn at the broker");
    await failRun(
      run,
      error instanceof Failed ? error.failure : error instanceof BrokerProblem ? failureOf(error) : ourFault(reportUnexpected(error)),
    );
  }
}

const CUT_OFF: Failure = {
  kind: "ours",
  message: `This sync was begun ${MAX_ATTEMPTS} times and each time cut off before its end.`,
  mend: "The server may have too little memory for it.",
  retryAfterMs: null,
};

/** A run whose turn is too far away to wait for. */
class Deferred extends Error {
  constructor(readonly milliseconds: number) {
    super();
  }
}

/** A run that came to nothing before its broker was asked. */
class Failed extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** Asks the broker and keeps what it sent; the import that it is now, or null when there is nothing to read. */
async function fetched(
  run: BegunRun,
  manifest: BrokerManifest | null,
  connector: Connector | null,
  progress: Progress,
  options: SyncOptions,
): Promise<bigint | null> {
  if (!manifest?.sync || !connector)
    throw new Failed(failure("setup", "This version of Truefolio can't ask this broker.", "Unlink the account, or import files."));
  if (!run.credentials?.ok)
    throw new Failed(
      failure(
        "sealed",
        "The credentials can't be opened: the key that they were sealed under isn't here.",
        "Enter them again, or put the key back into CREDENTIAL_KEYS.",
      ),
    );
  const until = await leftAloneUntil(run.broker);
  if (until)
    throw new Failed({
      ...failure("away", `${run.brokerName} has failed for several accounts in a row, and is left alone for a while.`, ""),
      retryAfterMs: Math.max(0, until.getTime() - Date.now()),
      isNobodys: true,
    });
  const turns = new Turns({ broker: run.broker, keyGroup: run.keyGroup, limits: manifest.sync.limits, wait: (ms) => link.wait(ms) });
  const link = linkOf(run, manifest, run.credentials.secrets, turns, options);
  let came: Fetched | null;
  try {
    came = await fetchPages(run, connector, link, progress);
  } catch (error) {
    if (turns.laterMs !== null) throw new Deferred(turns.laterMs);
    if (error instanceof BrokerProblem) await noteAnswer(run.broker, error);
    throw error;
  }
  await noteAnswer(run.broker, null);
  return came && keepFetched(run, came);
}

const failure = (kind: Failure["kind"], message: string, mend: string): Failure => ({ kind, message, mend, retryAfterMs: null });

function linkOf(
  run: BegunRun,
  manifest: BrokerManifest,
  opened: Readonly<Record<string, string>>,
  turns: Turns,
  { signal, patience }: SyncOptions,
): BrokerLink {
  let secrets = opened;
  return openLink({
    manifest,
    secrets,
    signal,
    ...patience,
    instead: brokerEndpoints(run.broker),
    turn: () => turns.next(),
    renew: async (renewed) => {
      await renewCredentials(run.actor, run.accountId, secrets, renewed);
      secrets = renewed;
    },
  });
}
