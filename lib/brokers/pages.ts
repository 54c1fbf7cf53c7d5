import { z } from "zod";
import { CERTAIN, type Format, FormatError, type FormatItem, type ParseContext, type StatementInfo } from "@/lib/formats/types";
import type { BrokerPage, RemoteAccount } from "./connector";

/**
 * What one sync brought, as a file: a line of JSON that says from where, then one per answer of the broker. It is the original of the import
 * that the sync becomes, kept sealed, and can be read again when a format gets better.
 */
export interface PagesOf {
  /** broker_types.code */
  broker: string;
  account: RemoteAccount;
  /** ISO instant. */
  fetchedAt: string;
  /** The ledger was asked for from here on; null for all of it. */
  since: string | null;
}

/** An answer as it is read: where it stands in the file, and what it says. */
export interface ReadPage extends BrokerPage {
  line: number;
}

const MARK = '{"truefolio":"broker-pages"';
const headSchema = z.object({
  truefolio: z.literal("broker-pages"),
  broker: z.string(),
  account: z.object({ id: z.string(), name: z.string(), currency: z.string().optional() }),
  fetchedAt: z.string(),
  since: z.string().nullable(),
});
const pageSchema = z.object({ stream: z.string(), body: z.string() });

export function writePages(of: PagesOf, pages: readonly BrokerPage[]): Uint8Array<ArrayBuffer> {
  const head = JSON.stringify({ truefolio: "broker-pages", ...of });
  const lines = pages.map(({ stream, body }) => JSON.stringify({ stream, body }));
  return new Uint8Array(Buffer.from(`${[head, ...lines].join("\n")}\n`));
}

/** @throws FormatError when it is no such file, or a cut one */
function readPages(bytes: Uint8Array): { of: PagesOf; pages: ReadPage[] } {
  const [first = "", ...others] = new TextDecoder().decode(bytes).trimEnd().split("\n");
  const head = headSchema.safeParse(jsonOrNull(first));
  if (!head.success) throw damaged(1);
  const { account, broker, fetchedAt, since } = head.data;
  const { currency, ...named } = account;
  const pages = others.map((text, index) => {
    const page = pageSchema.safeParse(jsonOrNull(text));
    if (!page.success) throw damaged(index + 2);
    return { ...page.data, line: index + 2 };
  });
  return { of: { broker, account: currency === undefined ? named : { ...named, currency }, fetchedAt, since }, pages };
}

const damaged = (line: number) => new FormatError("What the broker sent is damaged.", "Sync again.", line);

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * JSON with its numbers as the text they were sent as: none passes through a float.
 * @throws SyntaxError when it is no JSON
 */
export const exactJson = (text: string): unknown =>
  JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
    typeof value === "number" ? (context?.source ?? String(value)) : value,
  );

/**
 * An answer as {@link exactJson}.
 * @throws FormatError when it is no JSON
 */
export function readAnswer(page: Pick<ReadPage, "body" | "line">): unknown {
  try {
    return exactJson(page.body);
  } catch {
    throw new FormatError("The broker's answer is no JSON.", "Sync again; if it stays, the broker has changed something.", page.line);
  }
}

interface PagesFormat {
  /** Of the format, and `meta.source` of its rows: where the broker's files have a format, another code than theirs. */
  code: string;
  name: string;
  version: number;
  /** broker_types.code, of which there may be several. */
  brokers: readonly string[];
  /** Reads all pages of one account: its positions as one snapshot (asOf), its rows in any order. Pure. */
  read(pages: readonly ReadPage[], of: PagesOf, context: ParseContext): Generator<FormatItem>;
  /** The days that the rows are of, where the answers say so themselves; else from where the ledger was asked for until then. */
  covers?(pages: readonly ReadPage[], of: PagesOf): Pick<StatementInfo, "from" | "to">;
}

const asked = (_pages: readonly ReadPage[], { since, fetchedAt }: PagesOf): Pick<StatementInfo, "from" | "to"> =>
  since === null ? {} : { from: since.slice(0, 10), to: fetchedAt.slice(0, 10) };

/** The format of what a connector brings. Rows are of the account that was synced, whatever the broker calls it. */
export function pagesFormat({ code, name, version, brokers, read, covers = asked }: PagesFormat): Format {
  return {
    code,
    name,
    version,
    recognises: ({ head }) =>
      head.startsWith(MARK) && brokers.some((broker) => head.slice(0, 200).includes(`"broker":${JSON.stringify(broker)}`)) ? CERTAIN : 0,
    *parse(bytes, context = {}) {
      const { of, pages } = readPages(bytes);
      const { account } = of;
      yield {
        kind: "statement",
        line: 1,
        // No account's number: the rows belong where the sync was asked for, and nowhere else.
        statement: {
          accountId: "",
          name: account.name,
          ...covers(pages, of),
          ...(account.currency === undefined ? {} : { currency: account.currency }),
        },
      };
      yield* read(pages, of, context);
    },
  };
}
