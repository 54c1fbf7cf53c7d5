import type { Problem, Rule } from "./source-tree";

/** Secrets that say what they are. */
const KINDS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a private key", /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ["a signed or sealed token (JWT, JWE)", /\beyJ[\w-]{10,}\.[\w-]*\.[\w-]{10,}/],
  ["an access key of a cloud", /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{35}\b/],
  ["a token of a code host or package index", /\b(?:gh[pousr]_\w{36}|github_pat_\w{22,}|glpat-[\w-]{20,}|npm_\w{36})/],
  ["a key of a service", /\b(?:sk|pk|rk)[-_](?:live|test|proj|ant)[-_]?[\w-]{16,}|\bxox[abprs]-[\w-]{10,}/],
];

/** Long words of letters and digits in no order: keys and hashes. Prose, paths and names stay well below. */
const LONG_WORD = /[A-Za-z0-9+/_-]{40,}={0,2}/g;
const RANDOM_BITS = 4.3;

/** Checksums of packages, which are public by nature. */
const CHECKSUMS = ["package-lock.json"];

/** What would let a reader of the repository in somewhere. */
export const noSecrets: Rule = (files) =>
  files.flatMap(({ path, text }): Problem[] =>
    text.split("\n").flatMap((line, index): Problem[] => {
      const what = KINDS.find(([, pattern]) => pattern.test(line))?.[0] ?? (CHECKSUMS.includes(path) ? undefined : randomWord(line));
      return what
        ? [{ path: `${path}:${index + 1}`, message: `holds ${what}. Make it at run time, or read it from the environment.` }]
        : [];
    }),
  );

function randomWord(line: string): string | undefined {
  const isRandom = (word: string) => /\d/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word) && bitsPerLetter(word) > RANDOM_BITS;
  return line.match(LONG_WORD)?.some(isRandom) ? "what looks like a key or a hash" : undefined;
}

/** Shannon's entropy of a word's letters. */
function bitsPerLetter(word: string): number {
  const counts = [...Map.groupBy(word, (letter) => letter).values()].map((letters) => letters.length / word.length);
  return -counts.reduce((sum, share) => sum + share * Math.log2(share), 0);
}
