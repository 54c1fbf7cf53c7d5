import { z } from "zod";

/** One field of a broker's credentials form. Everything else (form, validation, masking, help) follows from it. */
export interface CredentialField {
  name: string;
  label: string;
  help: string;
  /** Typed hidden, and only ever shown as a masked tail. Fields that are not secret are sealed all the same. */
  secret: boolean;
  pattern: RegExp;
  /** What the pattern wants, in words: `Expected digits only, such as …`. */
  expected: string;
  /** May be left out. */
  optional?: boolean;
  /** One of these, as a choice: value → label. The first one stands there at the beginning. */
  options?: Readonly<Record<string, string>>;
  /** Takes more than one line, as a key in PEM does. */
  multiline?: boolean;
}

/**
 * How a broker lets an app in. `key`: a key or token is pasted and works until it is revoked. `login`: what is pasted names the app, and the
 * person then signs in on the broker's own pages and comes back. `none`: no broker is asked at all.
 */
export type BrokerAccess = "none" | "key" | "login";

/** When a broker's data are worth asking for by itself. */
export interface SyncSchedule {
  /** Minutes between two syncs. */
  everyMinutes: number;
  /** Only then: weekdays between two times of day (`HH:MM`) where the broker is. Without it: at any time. */
  hours?: { timeZone: string; from: string; to: string };
}

/** So many requests in so many milliseconds, for all accounts that share a key, or for everybody who asks this broker from here. */
export interface RateLimit {
  requests: number;
  perMs: number;
  of: "key" | "installation";
}

export interface BrokerManifest {
  /** broker_types.code */
  code: string;
  /** What this choice means for the person who links an account. */
  description: string;
  access: BrokerAccess;
  fields: readonly CredentialField[];
  /** How to get the credentials, step by step. */
  setup: readonly string[];
  /** What comes by itself, in words: `Holdings`, `Trades`, `Dividends` … Empty where nothing does. */
  brings: readonly string[];
  /** Where it is used: `Worldwide`, `United States` … */
  regions: readonly string[];
  /** Missing where there is nothing to sync. */
  sync?: {
    schedule: SyncSchedule;
    limits: readonly RateLimit[];
    /** The key is worth nothing after its first use, and every use brings the next one: it can't be tried out before it is kept. */
    keyIsUsedUp?: true;
    /** Days of the ledger asked for again with every sync: brokers correct what they said. */
    overlapDays: number;
    /** The addresses that it may be asked at, by name. Nothing else is reached: see lib/brokers/link. */
    endpoints: Readonly<Record<string, string>>;
    /** Further hosts whose pages or replies belong to the broker, such as `*.questrade.com`. */
    otherHosts?: readonly string[];
  };
}

/** The names of the fields in forms: `credential.token`. The prefix keeps them out of everything that is echoed. */
export const credentialInputName = (field: CredentialField) => `credential.${field.name}`;

const LONGEST_SECRET = 10_000;

/**
 * The schema of a broker's credentials as a form sends them. With `blankKeeps`, an empty field means "as it is" and is left out of the
 * result; otherwise every field that isn't optional is required.
 */
export function credentialsSchema(manifest: BrokerManifest, { blankKeeps }: { blankKeeps: boolean }) {
  const field = ({ pattern, expected, label, optional }: CredentialField) => {
    const text = z.string().trim().max(LONGEST_SECRET, "Too long to be a credential.");
    return blankKeeps || optional
      ? text.refine((value) => value === "" || pattern.test(value), expected).default("")
      : text.min(1, `Enter the ${label.toLowerCase()}.`).refine((value) => pattern.test(value), expected);
  };
  return z
    .object(Object.fromEntries(manifest.fields.map((each) => [credentialInputName(each), field(each)])))
    .transform(
      (values): Record<string, string> =>
        Object.fromEntries(
          manifest.fields.map((each) => [each.name, String(values[credentialInputName(each)] ?? "")]).filter(([, value]) => value !== ""),
        ),
    );
}
