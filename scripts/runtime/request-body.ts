import type { IncomingMessage } from "node:http";

/** What an action or a route may be sent, in bytes: Next's own limit of one megabyte, and what stands around it. */
const ORDINARY_BYTES = 2 * 1024 * 1024;
/** A piece of an upload (lib/imports/upload.ts) and what stands around it. */
const PIECE_BYTES = 5 * 1024 * 1024;
const PIECE = /^\/accounts\/\d+\/import\/\d+\/upload$/;
/** A browser reads the answer only once it has sent everything: so much more is taken, and thrown away, for its sake. */
const LINGER_BYTES = 32 * 1024 * 1024;

/** How much may be sent to an address, in bytes. Files come in pieces. */
export const bodyLimit = (path: string): number => (PIECE.test(path) ? PIECE_BYTES : ORDINARY_BYTES);

/**
 * Keeps a request to `limit` bytes.
 * @param refuse answers it; called once, at once when the request says its length, else when it has sent too much
 * @returns whether it may go on to the app
 */
export function limitBody(request: IncomingMessage, limit: number, refuse: () => void): boolean {
  const told = request.headers["content-length"];
  let refused = Number(told ?? 0) > limit;
  const may = !refused;
  if (refused) refuse();
  // Node keeps a body to the length that it names.
  if (told !== undefined && may) return true;
  const push = request.push.bind(request);
  let received = 0;
  request.push = (chunk: Buffer | null, ...more: []) => {
    received += chunk?.length ?? 0;
    if (!refused && received <= limit) return push(chunk, ...more);
    if (!refused) {
      refused = true;
      refuse();
    }
    // Whoever in the app reads it is not to take the part for the whole.
    if ((chunk === null && may) || received > limit + LINGER_BYTES) request.destroy();
    return true;
  };
  return may;
}
