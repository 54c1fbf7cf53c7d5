/**
 * Something the operator can put right: a taken port, a wrong DATABASE_URL, a second start. Its message says what is wrong and the
 * way out, and is printed alone; anything else that is thrown is a fault of ours and keeps its stack.
 */
export class StartupError extends Error {
  name = "StartupError";
}

/**
 * Prints why a command ends, and makes it end with 1 once everything that is still open has been closed.
 *
 * @param {unknown} error
 */
export function reportFailure(error) {
  console.error(error instanceof StartupError ? error.message : error);
  process.exitCode = 1;
}
