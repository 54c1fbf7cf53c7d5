import "server-only";

/** Why something could not be fetched, in words for people. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem";
}

interface Limits {
  timeoutMs: number;
  maxBytes: number;
  /** Aborted when nobody waits for it any more. */
  signal: AbortSignal;
}

/**
 * The body of what is at an address, within a time and a size.
 * @throws HttpProblem for any other answer than 200, and for none
 */
export async function fetchWithin(url: URL, { timeoutMs, maxBytes, signal }: Limits): Promise<Uint8Array> {
  const response = await answered(url, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
  if (!response.ok) {
    await response.body?.cancel();
    throw new HttpProblem(`${url.host} answered with status ${response.status}.`);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      if (length > maxBytes) throw new HttpProblem(`${url.host} sent more than ${Math.round(maxBytes / 1_048_576)} MB.`);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof HttpProblem ? error : new HttpProblem(`${url.host} broke off in the middle of its answer.`);
  }
  return Buffer.concat(chunks);
}

async function answered(url: URL, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { signal, redirect: "follow", headers: { accept: "*/*" } });
  } catch (error) {
    throw new HttpProblem(unreachable(url, error));
  }
}

/** Why a request got no answer. */
export function unreachable(url: URL, error: unknown): string {
  if (error instanceof Error && error.name === "TimeoutError") return `${url.host} did not answer in time.`;
  const { cause } = error instanceof Error ? error : { cause: undefined };
  const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
  return `${url.host} could not be reached${code}.`;
}
