const PLAIN: Readonly<Record<string, string>> = { ß: "ss", ł: "l", ø: "o", æ: "ae", œ: "oe", đ: "d", ð: "d", þ: "th" };

/** A word as dictionaries compare it: without case, accents, punctuation and outer space. `Ausschüttung` is `ausschuttung`. */
export function wordKey(text: string): string {
  return (
    text
      .slice(0, 200)
      // `TradeDate` is two words.
      .replace(/(?<=\p{L})(?=\p{Lu}\p{Ll})/gu, " ")
      .toLowerCase()
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .replace(/[ßłøæœđðþ]/g, (letter) => PLAIN[letter] ?? letter)
      .replace(/[^\p{L}\p{N}#%]+/gu, " ")
      .trim()
  );
}

/** How well a word of a file fits one of a dictionary. */
export type Confidence = "sure" | "likely" | "guess";

/** No entry of a dictionary has more words. */
const LONGEST_PART = 7;

export interface Found<Meaning> {
  meaning: Meaning;
  confidence: Confidence;
}

/** Words by meaning, looked up whole first, then by the longest known word that is part of the text. */
export class WordTable<Meaning extends string> {
  private readonly whole = new Map<string, Meaning>();
  private readonly parts: ReadonlyMap<string, Meaning>;

  /** @param wholeOnly words that mean something alone, and nothing as part of a longer text */
  constructor(words: Readonly<Record<Meaning, string>>, wholeOnly: readonly string[] = []) {
    for (const meaning of Object.keys(words) as Meaning[]) {
      for (const word of words[meaning].split(",")) {
        const key = wordKey(word);
        // The first meaning wins: tables are written from the particular to the general.
        if (key !== "" && !this.whole.has(key)) this.whole.set(key, meaning);
      }
    }
    this.parts = new Map([...this.whole].filter(([key]) => key.length >= 3 && !wholeOnly.includes(key)));
  }

  find(text: string): Found<Meaning> | null {
    const key = wordKey(text);
    if (key === "") return null;
    const whole = this.whole.get(key);
    if (whole !== undefined) return { meaning: whole, confidence: "sure" };
    const part = this.longestPart(key.split(" "));
    return part ? { meaning: part, confidence: "likely" } : null;
  }

  private longestPart(words: readonly string[]): Meaning | null {
    let [best, length] = [null as Meaning | null, 0];
    for (let from = 0; from < words.length; from += 1) {
      let part = "";
      for (const word of words.slice(from, from + LONGEST_PART)) {
        part = part === "" ? word : `${part} ${word}`;
        const meaning = part.length > length ? this.parts.get(part) : undefined;
        if (meaning !== undefined) [best, length] = [meaning, part.length];
      }
    }
    return best;
  }
}

const REMEMBERED = 5_000;

/** What a person has said of words; looked up a million times, of a few dozen different ones. */
export class SaidWords<Meaning> {
  private readonly byKey: ReadonlyMap<string, Meaning>;
  private readonly byText = new Map<string, Meaning | undefined>();

  constructor(entries: Iterable<readonly [word: string, meaning: Meaning]>) {
    this.byKey = new Map([...entries].map(([word, meaning]) => [wordKey(word) || word, meaning]));
  }

  get(text: string): Meaning | undefined {
    if (this.byText.has(text)) return this.byText.get(text);
    const meaning = this.byKey.get(wordKey(text) || text);
    if (this.byText.size >= REMEMBERED) this.byText.clear();
    this.byText.set(text, meaning);
    return meaning;
  }
}
