import "server-only";
import { z } from "zod";

/** An address that things are fetched from; null for none. */
const sourceUrl = (published: string) =>
  z.union([z.enum(["", "off"]).transform(() => null), z.url({ protocol: /^https?$/ })]).default(published);

/** JSON in a variable; one that is empty is as one that is not set. */
const jsonText = (unset: string) =>
  z
    .string()
    .default("")
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text || unset);
      } catch {
        context.addIssue({ code: "custom", message: "no JSON" });
        return z.NEVER;
      }
    });

/** Addresses in the place of brokers' own: `{"alpaca": {"trading": "http://127.0.0.1:4000"}}`. */
const brokerEndpointsSchema = jsonText("{}").pipe(z.record(z.string(), z.record(z.string(), z.url({ protocol: /^https?$/ }))));

/** Providers of sign-in: `[{"id": "company", "name": "Company", "issuer": "https://…", "clientId": "…", "clientSecret": "…"}]`. */
const oidcProvidersSchema = jsonText("[]").pipe(
  z.array(
    z.strictObject({
      /** In addresses: the provider leads back to `/api/auth/callback/<id>`. */
      id: z.string().regex(/^(?!credentials$|passkey$)[a-z][a-z0-9-]{0,30}$/),
      name: z.string().min(1).max(60),
      issuer: z.url({ protocol: /^https?$/ }),
      clientId: z.string().min(1),
      clientSecret: z.string().min(1),
    }),
  ),
);

/** The environment, read once and nowhere else. `npm start` fills in what a person has not set (see scripts/serve.ts). */
const environmentSchema = z.object({
  /** The application's own role: owns nothing, bypasses nothing. */
  APP_DATABASE_URL: z.string().min(1),
  /** The same past a pooler that lends its connections for a transaction at a time: for what a worker holds for longer. */
  SESSION_DATABASE_URL: z.string().default(""),
  /** How many connections each process keeps at most for pages, and as many again for moving rows in bulk. */
  DATABASE_POOL: z.coerce.number().int().min(1).max(500).default(16),
  /** The role that works the job queue; the worker alone has it. */
  QUEUE_DATABASE_URL: z.string().default(""),
  NEXTAUTH_SECRET: z.string().min(16),
  NEXTAUTH_URL: z.url(),
  /** `id:base64` pairs separated by commas, 32 bytes each; the first one seals, all of them open. */
  CREDENTIAL_KEYS: z.string().min(1),
  /** The file that the keys come from, where Truefolio has made them itself: looked into again and again, so that a new key needs no restart. */
  CREDENTIAL_KEYS_FILE: z.string().default(""),
  /** The largest file an import takes, in bytes. */
  IMPORT_LIMIT_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(200 * 1024 * 1024),
  /** Where the European Central Bank's reference rates are fetched from; `off` (or empty) fetches none. */
  ECB_URL: sourceUrl("https://www.ecb.europa.eu/stats/eurofxref/"),
  /** Where prices are fetched from, for people who have switched that on; `off` (or empty) takes the choice away. */
  YAHOO_URL: sourceUrl("https://query2.finance.yahoo.com/"),
  /** For a proxy of the operator's, and for tests: where brokers are asked in the place of their own addresses. */
  BROKER_ENDPOINTS: brokerEndpointsSchema,
  /** Where mail is handed over (`smtps://user:password@mail.example.org`); empty prints it on the server's console. */
  SMTP_URL: z.union([z.literal(""), z.url({ protocol: /^smtps?$/ })]).default(""),
  /** From whom it comes: `Truefolio <truefolio@example.org>`. */
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n]+$/)
    .default("Truefolio <truefolio@localhost>"),
  OIDC_PROVIDERS: oidcProvidersSchema,
  /** Addresses that messages to people's own receivers may go to although they are not public, or not under https: `host` or `host:port`, by commas. */
  WEBHOOK_HOSTS: z.string().default(""),
  /** Who may see how the site is: their addresses, separated by commas. */
  OPERATOR_EMAILS: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((email) => email.trim().toLowerCase() || [])),
  /** Where everything is that isn't in the database; `npm start` says it. */
  DATA_DIR: z.string().default(""),
  /** Where backups go, if not to a folder of DATA_DIR. */
  BACKUP_DIR: z.string().default(""),
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
});

export type Environment = z.infer<typeof environmentSchema>;

let parsed: Environment | undefined;

/**
 * The validated environment. Lazy, because `next build` loads modules without one.
 * @throws an Error that names every variable that is missing or malformed, never its value.
 */
export function env(): Environment {
  if (parsed) return parsed;
  const result = environmentSchema.safeParse(process.env);
  if (!result.success) {
    const names = [...new Set(result.error.issues.map((issue) => issue.path.join(".")))].join(", ");
    throw new Error(`The environment is incomplete: ${names}. Start with "npm start", or set them (README, "Configuration").`);
  }
  parsed = result.data;
  return parsed;
}

/** The addresses that stand in the place of a broker's own, by the names in its manifest. */
export function brokerEndpoints(code: string): Readonly<Record<string, string>> {
  const all = env().BROKER_ENDPOINTS;
  return Object.hasOwn(all, code) ? (all[code] ?? {}) : {};
}

const logSettingsSchema = z.object({
  /** `json`: one object a line, for collectors; `text`: for people. By itself: text at a terminal, JSON elsewhere. */
  LOG_FORMAT: z.enum(["json", "text"]).optional().catch(undefined),
  /** The least that is written. By itself: what went wrong at a terminal, and each request beside it elsewhere. */
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).optional().catch(undefined),
});

/** How to log. Apart from {@link env}, because something can go wrong before the environment is there; a setting that is none counts as not set. */
export function logSettings(): z.infer<typeof logSettingsSchema> {
  return logSettingsSchema.parse(process.env);
}

/** Whether messages reach people by mail. Without, they are on the server's console, for whoever runs it to hand on. */
export const sendsMail = (): boolean => env().SMTP_URL !== "";

/** Where people's own receivers may be, beside every public address. */
export const webhookHosts = (): ReadonlySet<string> =>
  new Set(
    env()
      .WEBHOOK_HOSTS.split(",")
      .map((host) => host.trim())
      .filter(Boolean),
  );
