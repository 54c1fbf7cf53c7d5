import "server-only";
import type { z } from "zod";
import type { BrokerLink } from "../../link/link";
import { BrokerProblem } from "../../problem";
import type { Answered, ExchangeRequest } from "../client";
import { client } from "./kind";

const DAY_MS = 86_400_000;
/** Binance opened on this day: nothing is older. */
const OPENED = Date.parse("2017-07-14T00:00:00.000Z");

/** A list that Binance tells for a stretch of time only, the newest first. */
export interface Windowed<Item> {
  request: ExchangeRequest;
  /** The longest stretch that may be asked for. */
  days: number;
  /** Nothing is older; since Binance opened where nothing is said. */
  begins?: number;
  names: readonly [start: string, end: string];
  limit: number;
  /** The items of an answer, and when each was, in milliseconds. */
  read(answer: unknown): readonly Item[] | null;
  at(item: Item): number;
}

/** All of a list from an instant on, window by window. Answers without an item are left out. */
export async function* windowed<Item>(
  link: BrokerLink,
  list: Windowed<Item>,
  since: number | null,
): AsyncGenerator<{ answered: Answered; items: readonly Item[] }> {
  const first = Math.max(since ?? 0, list.begins ?? OPENED);
  const [startName, endName] = list.names;
  for (let end = link.now(); end > first; ) {
    const start = Math.max(first, end - list.days * DAY_MS + 1);
    const params = { ...list.request.params, [startName]: start, [endName]: end, limit: list.limit };
    const answered = await client(link).ask({ ...list.request, params });
    const items = list.read(answered.answer);
    if (items === null) throw unknownForm();
    if (items.length > 0) yield { answered, items };
    // Some lists tell whole seconds, and are asked for milliseconds: the second of the oldest comes again.
    const oldest = items.reduce((least, item) => Math.min(least, list.at(item)), end) + 999;
    // A full page may be a part of the window: what is older than its oldest is asked for again.
    end = items.length >= list.limit && oldest < end ? oldest : start - 1;
  }
}

/** The parts of an answer by their schema; null where it has another form. */
export const readBy =
  <Item>(schema: z.ZodType<readonly Item[]>) =>
  (answer: unknown): readonly Item[] | null =>
    schema.safeParse(answer).data ?? null;

export const unknownForm = () => new BrokerProblem("answer", "Binance's answer came in a form that this version doesn't know.");
