/**
 * All that a line of the log may say beside its event. A name that isn't here doesn't pass, and neither does a value that isn't of its form:
 * no text that a person or a broker has written fits into one.
 */
export interface LogFields {
  /** Which request this belongs to; it is in the answer's `x-request-id` too. */
  requestId?: string | undefined;
  /** What a person is told to quote. */
  reference?: string | undefined;
  /** The pattern of the address, `/accounts/[id]`; never the address. */
  route?: string | undefined;
  method?: string | undefined;
  status?: number | undefined;
  /** Milliseconds. */
  ms?: number | undefined;
  /** The class of an error and its code; never its message. */
  name?: string | undefined;
  code?: string | undefined;
  /** Where in the code: `at save (lib/accounts/mutations.ts:12:3)`. */
  frames?: readonly string[] | undefined;
  /** `sync`, `import` …, what became of it, and of how many rows or bytes. */
  job?: string | undefined;
  state?: string | undefined;
  count?: number | undefined;
}

type Clean = (value: unknown) => unknown;

const number: Clean = (value) => (typeof value === "number" && Number.isFinite(value) ? Math.round(value * 10) / 10 : undefined);
const text =
  (form: RegExp): Clean =>
  (value) =>
    typeof value === "string" && form.test(value) ? value : undefined;

const FRAME = /^at [\w$.<>#[\]*/ -]{0,120}\(?(?:async )?(?:file:\/\/|node:)?[\w@$.+~()[\]{}%*/\\: -]{1,240}(?::\d+){0,2}\)?$/;

const ALLOWED: Readonly<Record<keyof LogFields, Clean>> = {
  requestId: text(/^[\w-]{1,64}$/),
  // Ours, or a digest of Next's.
  reference: text(/^[0-9a-f]{1,20}(?:@E\d{1,6})?$/),
  route: text(/^[\w/[\]().-]{1,200}$/),
  method: text(/^[A-Z]{1,10}$/),
  status: number,
  ms: number,
  name: text(/^[A-Za-z]{1,60}$/),
  // Node's, undici's, Prisma's, PostgreSQL's. Anything in capitals would let keys to brokers through.
  code: text(/^(?:E2BIG|E[A-Z]{2,24}|(?:UND_)?ERR_[A-Z_]{1,60}|P\d{4}|[0-9A-Z]{5})$/),
  frames: (value) =>
    Array.isArray(value)
      ? value.filter((frame): frame is string => typeof frame === "string" && FRAME.test(frame)).slice(0, 12)
      : undefined,
  job: text(/^[a-z_]{1,40}$/),
  state: text(/^[a-z_]{1,40}$/),
  count: number,
};

/** What may be written of some fields. */
export function allowed(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const clean: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const passed = Object.hasOwn(ALLOWED, name) ? ALLOWED[name as keyof LogFields](value) : undefined;
    if (passed !== undefined) clean[name] = passed;
  }
  return clean;
}

/** What may be told of an error: its class, its code and where it happened. Messages quote the values of failed queries, and addresses. */
export function errorFields(error: unknown): Pick<LogFields, "name" | "code" | "frames"> {
  if (!(error instanceof Error)) return { name: "NotAnError" };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return { name: error.name, code, frames: framesOf(error) };
}

/** The message stands before the frames in a stack, and may itself look like one: where it can't be told apart, there are none. */
export function framesOf({ stack = "", message }: Error): string[] {
  const start = stack.indexOf(message);
  if (start < 0) return [];
  return stack
    .slice(start + message.length)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("at "));
}
