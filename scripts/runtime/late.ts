import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { plainPage, refusalWords } from "@/lib/http/plain-page";

const STATUS_OF: Readonly<Record<string, 408 | 431>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

/**
 * Answers what never became a request: headers or a body that came too slowly (408), that were too long (431), or that are no HTTP (400). Node
 * calls it in the place of its own answer, which has no words; the connection ends with it.
 */
export function answerLate(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === "ECONNRESET") return void socket.destroy();
  const status = STATUS_OF[error.code ?? ""] ?? 400;
  const body = status === 408 ? plainPage(refusalWords({ status })) : `${STATUS_CODES[status]}\n`;
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      `Content-Type: text/${status === 408 ? "html" : "plain"}; charset=utf-8`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      "X-Content-Type-Options: nosniff",
      "Cache-Control: no-store",
      "Connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}
