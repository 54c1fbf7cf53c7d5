import "server-only";
import type { Exchange } from "ccxt";
import type { BrokerPage } from "../connector";
import type { BrokerLink } from "../link/link";
import { readAnswer } from "../pages";
import { BrokerProblem } from "../problem";
import { type KnownProblem, problemOf } from "./problems";

/** An exchange as the connector knows it; everything else about it is in the library. */
export interface ExchangeKind {
  /** What people call it. */
  name: string;
  /** A new instance of the library's, signing with what the person typed. */
  make(secrets: Readonly<Record<string, string>>): Exchange;
  /** What its refusals mean, the first that fits. */
  problems: readonly KnownProblem[];
}

export interface ExchangeRequest {
  /** What the answer is about: the stream of its page. */
  stream: string;
  path: string;
  /** The library's name of the section that the path is in. */
  api?: string | readonly string[];
  method?: "GET" | "POST";
  params?: Readonly<Record<string, string | number | boolean>>;
}

export interface Answered {
  page: BrokerPage;
  /** The same, read: numbers are text. */
  answer: unknown;
}

/** Exchanges say "not so fast" in answers of status 200 too, where the link doesn't see it. */
const MAX_REPEATS = 3;
const SHORT_WAIT_MS = 5_000;
/** The library would give up while the link still waits for its turn; the link knows how long an answer may take. */
const NEVER_MS = 2_147_483_647;

/**
 * The library's own client of one exchange, for one link: it signs, sends and tells errors apart. Answers are handed on as the text that came,
 * not as the library's reading of it, so that nothing of them is lost and they can be read again.
 */
export class ExchangeClient {
  private readonly exchange: Exchange;
  private lastNonce = 0;
  private sent = false;
  /** Whether the exchange has answered a private request: what it refuses now isn't the key itself. */
  private accepted = false;

  constructor(
    private readonly link: BrokerLink,
    private readonly kind: ExchangeKind,
  ) {
    const exchange = kind.make(link.secrets);
    exchange.fetchImplementation = (url: string, init: RequestInit) => {
      this.sent = true;
      return link.fetch(url, { ...init });
    };
    // The link's own rules hold: how often, how long, and what is tried again.
    exchange.enableRateLimit = false;
    exchange.timeout = NEVER_MS;
    exchange.options.maxRetriesOnFailure = 0;
    exchange.userAgent = { "User-Agent": "Truefolio" };
    // Wherever the library makes a number, it stays text.
    exchange.number = String as unknown as typeof exchange.number;
    exchange.milliseconds = () => link.now();
    exchange.seconds = () => Math.floor(link.now() / 1000);
    // Rises with every request, also within one millisecond.
    exchange.nonce = () => {
      this.lastNonce = Math.max(this.lastNonce + 1, link.now());
      return this.lastNonce;
    };
    const published = link.manifest.sync?.endpoints.api ?? "";
    const addresses = exchange.urls.api as Record<string, string>;
    exchange.urls.api = Object.fromEntries(
      Object.entries(addresses).map(([section, address]) => [section, address.replace(published, link.endpoint("api"))]),
    );
    this.exchange = exchange;
  }

  /** @throws BrokerProblem */
  async ask(request: ExchangeRequest): Promise<Answered> {
    for (let repeats = 0; ; repeats += 1) {
      try {
        return await this.once(request);
      } catch (error) {
        const waits = error instanceof BrokerProblem && error.kind === "busy" && error.retryAfterMs === null;
        if (!waits) throw error;
        if (repeats === MAX_REPEATS) throw new BrokerProblem("busy", error.message, error.mend, SHORT_WAIT_MS * 2 ** (repeats + 1));
        await this.link.wait(SHORT_WAIT_MS * 2 ** repeats);
      }
    }
  }

  private async once({ stream, path, api = "private", method = "GET", params = {} }: ExchangeRequest): Promise<Answered> {
    const { exchange } = this;
    exchange.last_http_response = undefined;
    this.sent = false;
    await this.link.ask(
      () => exchange.request(path, api, method, { ...params }),
      (error) => problemOf(error, this.kind, { body: exchange.last_http_response ?? "", wasSent: this.sent, wasAccepted: this.accepted }),
    );
    const body = exchange.last_http_response ?? "";
    const answer = read(body);
    if (typeof answer !== "object" || answer === null)
      throw new BrokerProblem("answer", `${this.kind.name} sent an answer that can't be read, or a part of one.`);
    if (api !== "public") this.accepted = true;
    return { page: { stream, body }, answer };
  }
}

function read(body: string): unknown {
  try {
    return readAnswer({ body, line: 0 });
  } catch {
    return null;
  }
}

const clients = new WeakMap<BrokerLink, ExchangeClient>();

/** One client for everything that goes over a link: a sync, a test. */
export function clientOf(link: BrokerLink, kind: ExchangeKind): ExchangeClient {
  const found = clients.get(link) ?? new ExchangeClient(link, kind);
  clients.set(link, found);
  return found;
}
