/** One `code` line of a record: its first character, and the rest. */
export interface Field {
  code: string;
  value: string;
}

export interface QifRecord {
  line: number;
  fields: readonly Field[];
  /** Whether a `^` ends it; without one the file may be cut off there. */
  ended: boolean;
}

export type SectionKind = "investment" | "bank" | "accounts" | "securities" | "prices" | "lists" | "unknown";

/** The records under one header line, such as `!Type:Invst`. */
export interface Section {
  kind: SectionKind;
  /** The header as written, without its mark. */
  title: string;
  line: number;
  /** The account that its transactions belong to; empty when no account stands before them. */
  account: string;
  records: QifRecord[];
}

/** Sections by their header. Translated versions translate them, not always. */
const KINDS: readonly (readonly [RegExp, SectionKind])[] = [
  [/^(?:invst|port|401\(k\)|403\(b\)|mutual|inv|invest)/i, "investment"],
  [/^(?:bank|banque|banco|banca|cash|bar|liquide|ccard|carte|card|kreditkarte|oth\s*[als]|autre)/i, "bank"],
  [/^security/i, "securities"],
  [/^prices/i, "prices"],
  [/^(?:cat|class|memorized|memorised|tag|budget|bud|template|tax|invoice|bill|todo)/i, "lists"],
];

function kindOf(type: string): SectionKind {
  return KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? "unknown";
}

/** Cuts a file into sections and records. Options (`!Option:AutoSwitch`, `!Clear:…`) change nothing that is read here. */
export function readSections(text: string): Section[] {
  const sections: Section[] = [];
  let account = "";
  let section: Section | null = null;
  let fields: Field[] = [];
  let first = 0;

  const end = (ended: boolean) => {
    if (fields.length === 0) return;
    section ??= begin("unknown", "", first, account);
    section.records.push({ line: first, fields, ended });
    // Transactions belong to the last account that is named before them.
    if (section.kind === "accounts") account = fields.find(({ code }) => code === "N")?.value.trim() ?? account;
    fields = [];
  };
  const begin = (kind: SectionKind, title: string, line: number, owner: string): Section => {
    const begun: Section = { kind, title, line, account: owner, records: [] };
    sections.push(begun);
    return begun;
  };

  const lines = text.split(/\r\n|\r|\n/);
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const content = raw.replaceAll("\uFEFF", "").trimEnd();
    if (content.trim() === "") continue;
    if (content.startsWith("!")) {
      end(false);
      const title = content.slice(1).trim();
      const type = /^type\s*:\s*(.*)$/i.exec(title)?.[1];
      if (type !== undefined) section = begin(kindOf(type), title, line, account);
      else if (/^account/i.test(title)) section = begin("accounts", title, line, "");
      else if (!/^(?:option|clear)/i.test(title)) section = begin("unknown", title, line, account);
    } else if (content.startsWith("^")) {
      end(true);
    } else {
      if (fields.length === 0) first = line;
      fields.push({ code: content[0] ?? "", value: content.slice(1) });
    }
  }
  end(false);
  return sections;
}
