import "server-only";
import { errorFields, framesOf } from "./fields";
import { keepPrinters, type LogLevel, log } from "./log";

const LEVELS = { debug: "debug", log: "info", info: "info", warn: "warn", error: "error" } as const satisfies Record<string, LogLevel>;

/**
 * From now on what libraries say on the console, Next's own report of a failed page among it, becomes lines of the log: that something was
 * said, from where, and of which error; never the words, which quote whatever was at hand.
 */
export function tameConsole(): void {
  keepPrinters();
  for (const [method, level] of Object.entries(LEVELS)) {
    console[method as keyof typeof LEVELS] = (...words: unknown[]) => {
      const error = words.find((word) => word instanceof Error);
      // Next reports a failed page to instrumentation.ts as well, with its route.
      if (error && "digest" in error) return;
      const said = new Error("said");
      log(level, "library_said", error ? errorFields(error) : { frames: framesOf(said).slice(1, 4) });
    };
  }
}

/** A fault that nothing caught ends the process, as it would by itself; but Node would write its message. */
export function endQuietly(): void {
  process.on("uncaughtException", (error) => {
    log("error", "unexpected", errorFields(error));
    process.exit(1);
  });
}
