import "server-only";
import pino from "pino";
import { logSettings } from "@/lib/env";
import { currentRequest } from "@/lib/http/request-context";
import { countError } from "./error-count";
import { allowed, type LogFields } from "./fields";
import { readable } from "./readable";

/** All that is ever said. What an event is about is in its fields; no sentence is put together from data. */
export type LogEvent = "announced" | "request" | "request_failed" | "unexpected" | "library_said" | "job";
export type LogLevel = "debug" | "info" | "warn" | "error";

interface Settings {
  json: boolean;
  level: LogLevel | "silent";
}

function settings(): Settings {
  const { LOG_FORMAT, LOG_LEVEL } = logSettings();
  const json = LOG_FORMAT ? LOG_FORMAT === "json" : !process.stdout.isTTY;
  return { json, level: LOG_LEVEL ?? (json ? "info" : "warn") };
}

const holder = globalThis as { truefolioLog?: pino.Logger; truefolioPrint?: Record<"out" | "complaint", (line: string) => void> };

/** Where lines go: problems to standard error. */
const printers = () => holder.truefolioPrint ?? { out: (line: string) => void process.stdout.write(`${line}\n`), complaint: console.error };

/** Holds on to where lines go now: something is about to take the console over. */
export function keepPrinters(): void {
  holder.truefolioPrint ??= { ...printers(), complaint: console.error.bind(console) };
}

/** One per process, however often this module is evaluated (Next has its own copy of it). */
function logger(): pino.Logger {
  if (holder.truefolioLog) return holder.truefolioLog;
  const { json, level } = settings();
  const form = json ? (line: string) => line.trimEnd() : readable;
  const stream = {
    [Symbol.for("pino.metadata")]: true,
    lastLevel: 0,
    write(line: string) {
      const print = printers();
      (this.lastLevel >= 40 ? print.complaint : print.out)(form(line));
    },
  };
  holder.truefolioLog = pino(
    {
      level,
      base: { process: process.argv[1]?.endsWith("worker.ts") ? "worker" : "web" },
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      messageKey: "event",
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
  return holder.truefolioLog;
}

/** Writes one line. Only the fields of the allow-list pass, whoever calls (lib/logs/fields.ts). */
export function log(level: LogLevel, event: LogEvent, fields: LogFields = {}): void {
  if (level === "error") countError();
  const requestId = fields.requestId ?? currentRequest()?.id;
  logger()[level](allowed({ requestId, ...fields }), event);
}

/**
 * Says something to whoever has started us: that it is ready, and where. As it is, unless somebody wants JSON alone.
 * @param line our own words; never data
 */
export function announce(line: string): void {
  if (logSettings().LOG_FORMAT === "json") logger().info({ line }, "announced" satisfies LogEvent);
  else printers().out(line);
}
