import { createHash, timingSafeEqual } from "node:crypto";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { poolStates } from "@/lib/db/pool";
import { errorCounts } from "@/lib/logs/error-count";
import type { SiteFigures } from "@/lib/operator/schema";
import type { Answered } from "./http-server";
import { StartupError } from "./startup-error.mjs";

/** Pages take some tens of milliseconds, exports seconds. */
const BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const SHORTEST_TOKEN = 16;

/** What /metrics answers. */
export interface MetricsAnswer {
  status: 200 | 401 | 404;
  contentType: string;
  text: string;
}

export interface Metrics {
  answered(request: Answered): void;
  /** @param authorization the header of whoever asks */
  answer(authorization: string | undefined): Promise<MetricsAnswer>;
}

interface Sources {
  /** METRICS_TOKEN; without one there are no metrics. */
  token: string | undefined;
  /** The pattern of a path, never the path itself: a label has a fixed number of values. */
  patternOf: (path: string) => string;
  /** Null while the database is away. */
  figures: () => Promise<SiteFigures | null>;
}

const plain = (status: 401 | 404, text: string): MetricsAnswer => ({ status, contentType: "text/plain; charset=utf-8", text });

/**
 * Counts for Prometheus, about the site and never about a person.
 * @throws {StartupError} when METRICS_TOKEN is so short that it could be guessed
 */
export function openMetrics({ token, patternOf, figures }: Sources): Metrics {
  if (!token) return { answered: () => {}, answer: async () => plain(404, "There is nothing here.\n") };
  if (token.length < SHORTEST_TOKEN) throw new StartupError(`METRICS_TOKEN is shorter than ${SHORTEST_TOKEN} characters.`);
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "truefolio_http_request_duration_seconds",
    help: "Requests of pages, downloads and actions, by the pattern of their address.",
    labelNames: ["method", "route", "status"],
    buckets: BUCKETS_S,
    registers: [registry],
  });
  measureProcess(registry);
  const up = new Gauge({ name: "truefolio_database_up", help: "1 when the database answers.", registers: [registry] });
  const siteText = siteMetrics();
  return {
    answered({ path, method, status, ms }) {
      requests.observe({ method: METHODS.includes(method) ? method : "other", route: patternOf(path), status: String(status) }, ms / 1000);
    },
    async answer(authorization) {
      if (!isSame(authorization ?? "", `Bearer ${token}`)) return plain(401, "A bearer token is needed.\n");
      const known = await figures();
      up.set(known ? 1 : 0);
      return { status: 200, contentType: registry.contentType, text: (await registry.metrics()) + (await siteText(known)) };
    },
  };
}

/** Takes the same time wherever two texts differ. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

function measureProcess(registry: Registry): void {
  new Counter({
    name: "truefolio_errors_total",
    help: "Lines of this process's log that say that something went wrong.",
    registers: [registry],
    collect() {
      this.reset();
      this.inc(errorCounts().total);
    },
  });
  new Gauge({
    name: "truefolio_database_pool_connections",
    help: "Connections of this process to the database, and requests that wait for one.",
    labelNames: ["pool", "state"],
    registers: [registry],
    collect() {
      for (const { use, state } of poolStates()) {
        this.set({ pool: use, state: "busy" }, state.connections - state.idle);
        this.set({ pool: use, state: "idle" }, state.idle);
        this.set({ pool: use, state: "waiting" }, state.waiting);
      }
    },
  });
}

/** What the database says of the whole site. While it is away nothing is said, rather than what was so before. */
function siteMetrics(): (figures: SiteFigures | null) => Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `truefolio_${name}`, help, labelNames, registers: [registry] });
  const jobs = gauge("queue_jobs", "Jobs that wait, and jobs in hand.", "queue", "state");
  const oldest = gauge("queue_oldest_seconds", "For how long the oldest job has waited.", "queue");
  const lastDay = gauge("queue_finished_last_day", "How the jobs of the last 24 hours ended.", "queue", "outcome");
  const workers = gauge("workers", "Workers that live.");
  const bytes = gauge("database_bytes", "Size of the database.");
  const connections = gauge("database_connections", "Connections to the database, of all processes.");
  return async (figures) => {
    if (!figures) return "";
    for (const [queue, { waiting, running, done, failed, oldestSeconds }] of Object.entries(figures.queues)) {
      jobs.set({ queue, state: "waiting" }, waiting);
      jobs.set({ queue, state: "running" }, running);
      oldest.set({ queue }, oldestSeconds);
      lastDay.set({ queue, outcome: "done" }, done);
      lastDay.set({ queue, outcome: "failed" }, failed);
    }
    workers.set(figures.workers);
    bytes.set(figures.database.bytes);
    connections.set(figures.database.connections);
    return registry.metrics();
  };
}
