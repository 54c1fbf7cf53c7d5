import "server-only";
import { addDays } from "@/lib/engine/valuation/calendar";
import { instrumentPage } from "@/lib/instruments/page";
import { withMoment } from "@/lib/moment/schema";
import { instrumentState } from "@/lib/performance/stored/instrument";
import type { Explainer } from "./explainer";
import { priceSource } from "./portfolio-words";
import { digits, equation } from "./words";

/** What one unit of an instrument counted at on a day: the newest price until then, for units as they were on that day. */
export const explainInstrumentPrice: Explainer = async ({ tx }, { instrument, moment }) => {
  const page = instrument === undefined ? null : instrumentPage(instrument);
  if (instrument === undefined || page === null) return null;
  const found = await instrumentState(tx, BigInt(instrument), moment);
  if (!found) return null;
  const { book, day } = found;
  const prices = found.pricesOf(book.instrument);
  const price = prices.at(day);
  const [step] = prices.changes({ from: day, to: day });
  const unit = price?.currency ?? step?.entry.currency ?? "";
  const figure = { amount: price?.price ?? null, unit };
  const isReshaped = step !== undefined && step.price !== step.entry.price;
  const ledgers = [...found.settings.accounts.keys()].map(BigInt);
  return {
    derivation: {
      figure,
      title: `Price of ${book.symbol} on ${day}`,
      reason: price
        ? null
        : step
          ? "A split of unknown ratio came after the last price."
          : "There is no price of this day, and none before it.",
      formula: isReshaped
        ? "The newest price until the day, for units after the splits that came since: old units ÷ new units of it."
        : "The newest price until the end of the day.",
      // A price that is taken as it is isn't worked out.
      substituted: step && isReshaped ? equation(`${digits(step.entry.price)}, after the splits since ${step.entry.day},`, figure) : "",
      inputs: step
        ? [
            {
              label: "Price",
              amount: step.entry.price,
              unit,
              source: `The price of ${step.entry.day} (${priceSource(step.entry.source)}).`,
              href: `${page}/prices?before=${addDays(step.entry.day, 1)}`,
            },
          ]
        : [],
      inputCount: step ? 1 : 0,
      allInputs: step ? `${page}/prices` : null,
      notes: price?.stale ? [`The price is an old one, of ${price.day}.`] : [],
    },
    basis: { ledgers, lists: ledgers, market: { instruments: [instrument], currencies: [], until: day } },
    context: { label: book.symbol, href: withMoment(page, moment) },
  };
};
