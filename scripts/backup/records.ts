import { z } from "zod";
import { Damage } from "./problems";

/*
 * What is inside the envelope, packed by gzip: records of a letter, a length of four bytes (big endian), and so many bytes.
 *   J  JSON: one of the four below, in the order  begin (table D… rows)… end
 *   D  lines of PostgreSQL's COPY in text format, cut anywhere
 */
export const FORM = 1;

const tableName = z.object({ schema: z.string().min(1), name: z.string().min(1) });
const tally = z.object({ rows: z.number().int().nonnegative(), sha256: z.string().length(64) });
const sequence = tableName.extend({ value: z.string().regex(/^-?\d+$/), called: z.boolean() });

const noteSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("begin"),
    form: z.number().int(),
    madeAt: z.iso.datetime(),
    postgres: z.string(),
    /** Those the database had, oldest first: its schema's version. */
    migrations: z.array(z.string()),
  }),
  tableName.extend({ kind: z.literal("table"), columns: z.array(z.string()).min(1) }),
  tally.extend({ kind: z.literal("rows") }),
  z.object({ kind: z.literal("end"), sequences: z.array(sequence), tables: z.array(tableName.extend(tally.shape)) }),
]);

export type Note = z.infer<typeof noteSchema>;
export type Beginning = Extract<Note, { kind: "begin" }>;
export type Ending = Extract<Note, { kind: "end" }>;
export type TableNote = Extract<Note, { kind: "table" }>;
export type TableName = z.infer<typeof tableName>;

export type BackupRecord = { note: Note } | { data: Buffer };

const LONGEST_NOTE = 8 * 1024 * 1024;

export function encodeNote(note: Note): Buffer {
  return encode("J", Buffer.from(JSON.stringify(note)));
}

export function encodeData(data: Buffer): Buffer {
  return encode("D", data);
}

function encode(letter: "J" | "D", content: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(letter, "latin1");
  head.writeUInt32BE(content.length, 1);
  return Buffer.concat([head, content]);
}

/**
 * Takes a stream apart into its records; data in the pieces that they come in, so that no table is ever held.
 * @throws {Damage} when it isn't such a stream
 */
export async function* decodeRecords(source: AsyncIterable<Buffer>): AsyncGenerator<BackupRecord> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of source) {
    rest = rest.length === 0 ? part : Buffer.concat([rest, part]);
    for (;;) {
      if (rest.length < 5) break;
      const letter = String.fromCharCode(rest[0] ?? 0);
      const length = rest.readUInt32BE(1);
      if ((letter !== "J" && letter !== "D") || length > LONGEST_NOTE) throw new Damage("it is of a form that this version can't read");
      if (rest.length < 5 + length) break;
      const content = rest.subarray(5, 5 + length);
      rest = rest.subarray(5 + length);
      yield letter === "D" ? { data: content } : { note: parseNote(content) };
    }
  }
  if (rest.length > 0) throw new Damage("it is cut off");
}

function parseNote(content: Buffer): Note {
  let json: unknown;
  try {
    json = JSON.parse(content.toString("utf8"));
  } catch {
    throw new Damage("it is of a form that this version can't read");
  }
  const isNewer = z.object({ kind: z.literal("begin"), form: z.number().gt(FORM) }).safeParse(json).success;
  if (isNewer) throw new Damage("a newer version of Truefolio made it, in a form that this one can't read");
  const parsed = noteSchema.safeParse(json);
  if (!parsed.success) throw new Damage("it is of a form that this version can't read");
  return parsed.data;
}
