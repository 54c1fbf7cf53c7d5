/**
 * The commonest passwords of twelve characters and more are a few stems, repeated, extended or dressed up; lists of leaked ones bear that
 * out. So stems are compared after the dress is taken off, which refuses far more than a list of the same length would.
 */
const STEMS = [
  "password",
  "passwort",
  "passw",
  "motdepasse",
  "contrasena",
  "wachtwoord",
  "qwerty",
  "qwertz",
  "azerty",
  "asdf",
  "asdfgh",
  "asdfghjkl",
  "zxcvbn",
  "zxcvbnm",
  "letmein",
  "welcome",
  "willkommen",
  "iloveyou",
  "admin",
  "administrator",
  "login",
  "master",
  "dragon",
  "monkey",
  "football",
  "baseball",
  "superman",
  "batman",
  "sunshine",
  "princess",
  "trustno",
  "shadow",
  "michael",
  "jennifer",
  "computer",
  "internet",
  "whatever",
  "starwars",
  "truefolio",
  "portfolio",
  "changeme",
  "secret",
  "default",
  "abc",
  "abcd",
  "abcde",
  "abcdef",
  "qazwsx",
  "qazwsxedc",
  "qweasd",
  "qweasdzxc",
  "qwertyuiop",
  "correcthorsebatterystaple",
  "liverpool",
  "charlie",
  "jordan",
  "test",
  "testtest",
  "guest",
  "root",
  "toor",
  "hello",
  "google",
  "facebook",
  "myspace",
  "samsung",
  "pokemon",
  "naruto",
];
const STEM_SET = new Set(STEMS);
const LEET: Readonly<Record<string, string>> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s", "!": "i" };

/** Whether a password is one of the commonest, or one of them repeated, followed by digits, or written with look-alikes. */
export function isCommonPassword(password: string): boolean {
  const lower = password.normalize("NFKC").toLowerCase();
  const compact = lower.replace(/[\s._-]/g, "");
  if (new Set(compact).size <= 3) return true;
  if (isRun(compact) || isRepeated(compact)) return true;
  const trimmed = compact.replace(/^[\d\W]+|[\d\W]+$/g, "");
  return [compact, undress(compact), undress(trimmed)].some((text) => isDressedStem(text));
}

const undress = (text: string) => [...text].map((letter) => LEET[letter] ?? letter).join("");

function isDressedStem(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, "");
  const bare = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  return STEM_SET.has(letters) || STEM_SET.has(bare) || STEMS.some((stem) => stem.length > 4 && isRepeated(bare) && bare.startsWith(stem));
}

/** `abcabcabcabc`: one unit of at most a third of the text, or of half of it when that half is a stem. */
function isRepeated(text: string): boolean {
  for (let unit = 1; unit <= text.length / 2; unit += 1) {
    if (text.length % unit !== 0 || text !== text.slice(0, unit).repeat(text.length / unit)) continue;
    if (unit <= text.length / 3 || STEM_SET.has(text.slice(0, unit).replace(/[^\p{L}]/gu, ""))) return true;
  }
  return false;
}

/** `123456789012`, `abcdefghijkl`, `987654321098`. */
function isRun(text: string): boolean {
  let up = 0;
  let down = 0;
  for (let index = 1; index < text.length; index += 1) {
    const step = text.charCodeAt(index) - text.charCodeAt(index - 1);
    if (step === 1 || step === -9) up += 1;
    if (step === -1 || step === 9) down += 1;
  }
  return Math.max(up, down) >= text.length - 2;
}

/** 0 to 4: how long a guesser who knows words and patterns would need, roughly. A hint beside the field, never a rule. */
export function passwordStrength(password: string): 0 | 1 | 2 | 3 | 4 {
  if (password.length === 0) return 0;
  if (isCommonPassword(password)) return 1;
  const different = new Set(password).size;
  const score = Math.min(password.length, different * 2);
  return score < 12 ? 1 : score < 16 ? 2 : score < 22 ? 3 : 4;
}
