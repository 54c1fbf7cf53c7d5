import "server-only";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { FormatError } from "@/lib/formats/types";
import { storePrices } from "../mutations";
import { asQuoted, fileSource } from "../rules";
import type { PriceFileInput, PriceFileResult } from "../schema";
import { ledgerSplits } from "./ledger-splits";
import { type PriceFile, readPriceFile } from "./price-file";

const SHOWN_PROBLEMS = 20;

/**
 * Reads a file of prices, and on the second step stores what it holds: all of it in one transaction, under the file's name. Lines that can't
 * be read are told and left out.
 */
export async function importPrices(actor: Actor, instrumentId: bigint, input: PriceFileInput): Promise<Outcome<PriceFileResult>> {
  const bytes = new Uint8Array(await input.file.arrayBuffer());
  return asActor(actor, async (tx) => {
    const instrument = await tx.instrument.findUnique({ where: { id: instrumentId }, select: { currency: true } });
    if (!instrument) return NOT_FOUND;
    const read = readFile(bytes, input.currency ?? instrument.currency);
    if ("refusal" in read) return refuse("The file can’t be read.", { file: read.refusal });
    const prices = input.adjusted ? await quoted(tx, instrumentId, read) : read.prices;
    const source = fileSource(input.file.name);
    if (input.step === "import" && prices.length === 0) return refuse("The file has no price to import.");
    const fresh =
      input.step === "import"
        ? await storePrices(tx, { instrumentId, source, prices })
        : await countFresh(tx, instrumentId, source, prices);
    if (input.step === "import") await record(tx, actor, "prices_imported", `instrument:${instrumentId}`, { count: fresh });
    const days = prices.map(({ day }) => day).sort();
    return done<PriceFileResult>({
      step: input.step,
      fileName: input.file.name,
      prices: prices.length,
      fresh,
      first: days[0] ?? null,
      last: days.at(-1) ?? null,
      currency: [...new Set(prices.map(({ currency }) => currency))].join(", ") || null,
      blank: read.blank,
      problems: read.problems.slice(0, SHOWN_PROBLEMS),
      problemCount: read.problems.length,
      notes: read.notes,
    });
  });
}

function readFile(bytes: Uint8Array, currency: string | null): PriceFile | { refusal: string } {
  try {
    // Tomorrow has begun somewhere already.
    const today = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    return readPriceFile(bytes, { currency, today });
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { refusal: `${error.message} ${error.mend}` };
  }
}

/** As quoted on their days, by the splits in the person's ledgers. */
async function quoted(tx: Transaction, instrumentId: bigint, { prices }: PriceFile): Promise<PriceFile["prices"]> {
  const splits = await ledgerSplits(tx, instrumentId);
  return prices.map((each) => ({ ...each, price: asQuoted(each.price, each.day, splits) }));
}

/** How many of the prices would change something. */
async function countFresh(tx: Transaction, instrumentId: bigint, source: string, prices: PriceFile["prices"]): Promise<number> {
  const stored = await tx.price.findMany({ where: { instrumentId, source }, select: { onDate: true, price: true, currency: true } });
  const known = new Map(stored.map(({ onDate, price, currency }) => [onDate.toISOString().slice(0, 10), `${price.toFixed()} ${currency}`]));
  return prices.filter(({ day, price, currency }) => known.get(day) !== `${price} ${currency}`).length;
}
