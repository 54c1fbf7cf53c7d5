/** Whether the time was up that a link's signal gave: while it was waited for an answer, or for the next request's turn. */
export function isTimeout(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // Timers throw an AbortError of their own, and say in its cause what the signal was aborted with.
  return error.name === "TimeoutError" || (error.name === "AbortError" && isTimeout(error.cause));
}
