import "server-only";
import { setImmediate as turn } from "node:timers/promises";
import { type BulkTransaction, jsonText } from "@/lib/db/bulk";
import type { Mapping } from "@/lib/formats/mapped/mapping";
import type { Assumptions, Format } from "@/lib/formats/types";
import type { AliasResolver } from "../identity";
import { FileReading } from "../reading";
import { classify } from "./classify";
import { rememberDecisions, repeatChoices, repeatTargets } from "./decisions";
import { addGone } from "./gone";
import { lockImport } from "./locks";
import { Interrupted, type Report } from "./progress";
import { Stage } from "./staging";
import { takeStock } from "./stock";
import { chooseTargets } from "./targets";

/** An import that waits to be read. */
export interface Reading {
  importId: bigint;
  accountId: bigint;
  fileName: string;
  answers: Assumptions;
  /** The import whose original it reads again. */
  rereadOf: bigint | null;
  /** How a table of nobody's format is read. */
  mapping: Mapping | null;
  /** Tells what else the instruments of its rows are called. */
  resolve: AliasResolver;
}

/** Rows between two breaths: the connection needs turns of the loop to send what is ready. */
const ROWS_A_TURN = 500;

/**
 * Stages a file for a preview, inside the caller's transaction; what an earlier reading of the same import staged is replaced.
 * @returns false when the import is no more to be read
 * @throws FormatError with what is wrong and how to mend it; Interrupted when somebody stopped it
 */
export async function stageFile(
  tx: BulkTransaction,
  reading: Reading,
  format: Format,
  bytes: Uint8Array,
  report: Report,
): Promise<boolean> {
  const { importId, accountId, fileName, answers } = reading;
  if (!(await lockImport(tx, importId)) || !(await isToBeRead(tx, importId))) return false;
  const isReadAgain = await wasStaged(tx, importId);
  if (isReadAgain) {
    await rememberDecisions(tx, importId);
    await tx.$executeRaw`DELETE FROM import_rows WHERE import_id = ${importId}`;
    await tx.$executeRaw`DELETE FROM import_statements WHERE import_id = ${importId}`;
  }
  const stage = await Stage.open(tx, { importId, accountId });
  const lines = countLines(bytes);
  let rows = 0;
  for (const step of new FileReading(reading.resolve).read(format.parse(bytes, { fileName, assume: answers }))) {
    await stage.take(step);
    rows += 1;
    if (rows % ROWS_A_TURN !== 0) continue;
    await turn();
    await report(stage.line, lines);
  }
  await stage.close();
  await chooseTargets(tx, importId, accountId);
  if (isReadAgain) await repeatTargets(tx, importId);
  // From here on the import's row is ours, and whoever wants to report or to stop has to wait: only the comparison is left.
  await finish(tx, reading, format);
  await classify(tx, importId);
  if (reading.rereadOf !== null) await addGone(tx, reading);
  if (isReadAgain) await repeatChoices(tx, importId);
  await takeStock(tx, importId);
  return true;
}

async function isToBeRead(tx: BulkTransaction, importId: bigint): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`SELECT 1 FROM imports WHERE id = ${importId} AND status = 'reading'`;
  return found.length > 0;
}

async function wasStaged(tx: BulkTransaction, importId: bigint): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ staged: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM import_rows WHERE import_id = ${importId}) OR EXISTS (
      SELECT 1 FROM import_statements WHERE import_id = ${importId}) AS staged`;
  return row?.staged ?? false;
}

/** Somebody may have stopped it in the last moment: then nothing of the staging stays. */
async function finish(tx: BulkTransaction, { importId, mapping, answers }: Reading, { code, version }: Format): Promise<void> {
  const finished = await tx.$executeRaw`
    UPDATE imports SET status = 'preview', format = ${code}, parser_version = ${version}, mapping = ${mapping && jsonText(mapping)}::jsonb,
      answers = ${jsonText(answers)}::jsonb,
      progress = '{}', problem = NULL
    WHERE id = ${importId} AND status = 'reading'`;
  if (finished === 0) throw new Interrupted();
}

/** For the progress bar: text of one kind or another has about as many lines as line ends. */
function countLines(bytes: Uint8Array): number {
  let lines = 1;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}
