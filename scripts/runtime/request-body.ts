import type { IncomingMessage } from "node:http";

/** What an action or a route may be sent, in bytes: Next's own limit of one megabyte, and what stands around it. */
const ORDINARY_BYTES = 2 * 1024 * 1024;
/** A piece of an upload (lib/imports/upload.ts) and what stands around it. */
const PIECE_BYTES = 5 * 1024 * 1024;
const PIECE = /^\/accounts\/\d+\/import\/\d+\/upload$/;

/** How much may be sent to an address, in bytes. Files come in pieces. */
export const bodyLimit = (path: string): number => (PIECE.test(path) ? PIECE_BYTES : ORDINARY_BYTES);

/** Whether a request says beforehand that it is too long. */
export const isTooLong = ({ headers }: IncomingMessage, limit: number): boolean => Number(headers["content-length"] ?? 0) > limit;

/** Cuts off a request that sends more than `limit` bytes without having said so. */
export function cutOffBeyond(request: IncomingMessage, limit: number): void {
  if (request.headers["content-length"] !== undefined) return;
  const push = request.push.bind(request);
  let received = 0;
  request.push = (chunk: Buffer | null, ...more: []) => {
    received += chunk?.length ?? 0;
    if (received <= limit) return push(chunk, ...more);
    request.destroy();
    return false;
  };
}
