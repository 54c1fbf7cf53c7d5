/** Signals of one Ctrl-C arrive several times: from the terminal, from npm, from start.mjs. */
const SAME_PRESS_MS = 1_000;

/**
 * Calls `stop` once, when the process is told to end or when the one that started it is gone.
 *
 * @param stop Given `hurry`, which is aborted when the person asks a second time.
 */
export function onStopRequest(stop: (hurry: AbortSignal) => void): void {
  const hurry = new AbortController();
  let askedAt: number | null = null;
  const ask = () => {
    if (askedAt === null) {
      askedAt = Date.now();
      stop(hurry.signal);
    } else if (Date.now() - askedAt > SAME_PRESS_MS) hurry.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, ask);
  process.on("disconnect", ask);
}
