import "server-only";
import { hash, verify } from "@node-rs/argon2";

/** argon2id (the library's default kind). 19 MiB and t = 2 are OWASP's floor; 64 MiB and t = 3 cost about 70 ms here. */
const PARAMETERS = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;

/** 64 MiB each: more than this many at once would let a burst of sign-ins exhaust the machine. */
const AT_ONCE = 4;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** The same password typed on another keyboard is the same password. */
const normalised = (password: string) => password.normalize("NFKC");

/** A PHC string (`$argon2id$v=19$…`). */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normalised(password), PARAMETERS));
}

let decoy: Promise<string> | undefined;

/**
 * Whether a password fits a stored hash. For an unknown user pass null: a decoy is verified, so that the answer takes as long.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("a decoy that no account has");
  const against = stored ?? (await decoy);
  const fits = await inTurn(() => verify(against, normalised(password)));
  return fits && stored !== null;
}

/** Whether a hash was made with other parameters than today's and should be made anew at the next sign-in. */
export function isOutdated(stored: string): boolean {
  const { memoryCost, timeCost, parallelism } = PARAMETERS;
  return !stored.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`);
}
