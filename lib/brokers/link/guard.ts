import "server-only";
import { lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { Agent, fetch as undiciFetch } from "undici";
import type { BrokerManifest } from "../manifest";
import { BrokerProblem } from "../problem";

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_REDIRECTS = 3;

/** Where requests may go: host names, `*.` before those of which any name below is meant; `host:port` for addresses put in their place. */
export interface AllowedHosts {
  published: readonly string[];
  instead: ReadonlySet<string>;
}

export function allowedHosts({ sync }: BrokerManifest, instead: Readonly<Record<string, string>>): AllowedHosts {
  return {
    published: [...Object.values(sync?.endpoints ?? {}).map((address) => new URL(address).hostname), ...(sync?.otherHosts ?? [])],
    instead: new Set(Object.values(instead).map((address) => new URL(address).host)),
  };
}

/**
 * Loopback, private, link-local, shared and reserved addresses (RFC 6890): nothing of a broker's is there. A list for each family, because
 * Node also looks for an IPv4 address under ::ffff:0:0/96, so that one list for both would hold every one of them.
 */
const NOT_PUBLIC = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  NOT_PUBLIC.ipv4.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of [
  ["::", 128],
  ["::1", 128],
  ["::ffff:0:0", 96],
  ["64:ff9b::", 96],
  ["100::", 64],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  NOT_PUBLIC.ipv6.addSubnet(network, prefix, "ipv6");

/** Whether an address is one of the public internet's. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const kind = family === 6 ? "ipv6" : "ipv4";
  return !NOT_PUBLIC[kind].check(address, kind);
}

/** Names are looked up once, here, and the connection is made to what was found and checked: a second answer of the name server changes nothing. */
const publicLookup: LookupFunction = (hostname, options, callback) =>
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const refused =
      error ?? (addresses.every(({ address }) => isPublicAddress(address)) ? null : new Error(`${hostname} is not a public address`));
    if (refused) return callback(refused, []);
    const [first] = addresses;
    if (options.all) return callback(null, addresses);
    return callback(null, first?.address ?? "", first?.family);
  });

const PUBLIC = new Agent({ connect: { lookup: publicLookup } });
const ANY = new Agent();

/** Whether a request may go there; `instead` if to an address that was put in a published one's place. */
export function permission(url: URL, { published, instead }: AllowedHosts): "published" | "instead" | null {
  if (instead.has(url.host)) return "instead";
  const isNamed = published.some((host) => (host.startsWith("*.") ? url.hostname.endsWith(host.slice(1)) : url.hostname === host));
  return url.protocol === "https:" && url.port === "" && isNamed && isIP(url.hostname.replace(/^\[|\]$/g, "")) === 0 ? "published" : null;
}

/**
 * A fetch that reaches the allowed hosts alone, follows redirects between them only, and gives up on answers that take too long or are too large.
 * @throws BrokerProblem of kind `away` or `answer`
 */
export function guardedRequests(hosts: AllowedHosts, stop: AbortSignal, timeoutMs: number): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
    let url = new URL(request.url);
    for (let redirects = 0; ; redirects += 1) {
      const signal = AbortSignal.any([stop, request.signal, AbortSignal.timeout(timeoutMs)]);
      const response = await send(url, request, body, hosts, { stop, signal });
      const target = response.headers.get("location");
      if (response.status < 300 || response.status > 399 || target === null) return response;
      if (redirects === MAX_REDIRECTS || !["GET", "HEAD"].includes(request.method))
        throw new BrokerProblem("answer", `${url.hostname} sent us elsewhere and came to no end.`);
      url = new URL(target, url);
    }
  };
}

async function send(
  url: URL,
  request: Request,
  body: Uint8Array<ArrayBuffer> | null,
  hosts: AllowedHosts,
  { stop, signal }: { stop: AbortSignal; signal: AbortSignal },
): Promise<Response> {
  const where = permission(url, hosts);
  if (where === null)
    throw new BrokerProblem(
      "answer",
      `The broker's answer leads to ${url.hostname || "nowhere"}, which is none of its own addresses. Nothing was sent there.`,
    );
  try {
    const response = await undiciFetch(url, {
      method: request.method,
      headers: [...request.headers],
      body,
      redirect: "manual",
      signal,
      dispatcher: where === "instead" ? ANY : PUBLIC,
    });
    const bytes = await whole(response, url);
    // 204 and 304 may have no body at all.
    return new Response([204, 205, 304].includes(response.status) ? null : bytes, {
      status: response.status,
      statusText: response.statusText,
      headers: [...response.headers],
    });
  } catch (error) {
    stop.throwIfAborted();
    if (error instanceof BrokerProblem) throw error;
    throw new BrokerProblem("away", silence(url, error));
  }
}

async function whole(response: { body: AsyncIterable<unknown> | null }, url: URL): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    if (!(part instanceof Uint8Array)) continue;
    size += part.length;
    if (size > MAX_BYTES) throw new BrokerProblem("answer", `${url.hostname} sent more than ${MAX_BYTES / 1_048_576} MB in one answer.`);
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}

/** Why there is no answer, without anything that was sent. */
function silence(url: URL, error: unknown): string {
  if (error instanceof Error && error.name === "TimeoutError") return `${url.hostname} did not answer in time.`;
  const { cause } = error instanceof Error ? error : { cause: undefined };
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return /UND_ERR_SOCKET|ECONNRESET|EPIPE|UND_ERR_BODY|terminated/.test(`${code} ${error instanceof Error ? error.message : ""}`)
    ? `${url.hostname} broke the connection off.`
    : `${url.hostname} could not be reached${code ? ` (${code})` : ""}.`;
}
