import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { laterDay } from "@/lib/engine/valuation/calendar";
import { LEDGER_TIMEOUT_MS } from "@/lib/holdings/queries";
import type { Moment } from "@/lib/moment/schema";
import { explainHref } from "./address";
import { changesSince } from "./changes";
import type { Basis, ExplainContext, Explained, MarketBasis } from "./explainer";
import { EXPLAINERS } from "./registry";
import { type Derivation, type ExplainRequest, type Explanation, SHOWN_INPUTS } from "./schema";
import { derivationText } from "./text";

/**
 * How a figure came about. Asked about a past instant, it is the number as filed, beside the same number now and what was recorded in between.
 * Null when what it is about isn't there, or is somebody else's.
 */
export function explain(actor: Actor, request: ExplainRequest): Promise<Explanation | null> {
  return asActor(
    actor,
    async (tx) => {
      const context = { actor, tx };
      const explained = await derive(context, request);
      if (!explained) return null;
      const { figure, moment, ...subject } = request;
      const asked = { figure, ...moment };
      const filedAt = moment.known ?? (await instantOf(tx));
      return {
        request: asked,
        derivation: explained.derivation,
        link: explainHref(figure, subject, { ...moment, known: filedAt }),
        filedAt,
        text: derivationText(explained.derivation, asked, filedAt),
        context: explained.context,
        since: moment.known === null ? null : await sinceThen(context, request, { ...moment, known: moment.known }, explained),
      };
    },
    { timeoutMs: LEDGER_TIMEOUT_MS, consistent: true },
  );
}

/** At most {@link SHOWN_INPUTS} inputs leave the server, whatever the explainer gives. */
async function derive(context: ExplainContext, request: ExplainRequest): Promise<Explained | null> {
  const explained = await EXPLAINERS[request.figure](context, request);
  if (!explained) return null;
  const { derivation } = explained;
  return { ...explained, derivation: { ...derivation, inputs: derivation.inputs.slice(0, SHOWN_INPUTS) } };
}

async function sinceThen(
  context: ExplainContext,
  request: ExplainRequest,
  filed: Moment & { known: string },
  then: Explained,
): Promise<Explanation["since"]> {
  const { figure, moment: _moment, ...subject } = request;
  const present = { ...filed, known: null };
  const now = await derive(context, { ...request, moment: present });
  const { changes, count } = await changesSince(context.tx, filed, now ? bothOf(then.basis, now.basis) : then.basis);
  return {
    now: now?.derivation ?? gone(then.derivation),
    href: explainHref(figure, subject, present),
    changes,
    changeCount: count,
  };
}

/** What counted then or counts now: an account that had no list may have one since. */
function bothOf(then: Basis, now: Basis): Basis {
  const union = (name: "ledgers" | "lists") => [...new Set([...then[name], ...now[name]])];
  const names = then.names && { names: [...new Set([...then.names, ...(now.names ?? [])])] };
  const market = then.market && now.market && { market: eitherMarket(then.market, now.market) };
  return { ...then, ...names, ...market, ledgers: union("ledgers"), lists: union("lists") };
}

const eitherMarket = (then: MarketBasis, now: MarketBasis): MarketBasis => ({
  instruments: [...new Set([...then.instruments, ...now.instruments])],
  currencies: [...new Set([...then.currencies, ...now.currencies])],
  until: laterDay(then.until, now.until),
});

const gone = ({ title, figure }: Derivation): Derivation => ({
  ...{ title, figure: { ...figure, amount: null }, reason: "It has been deleted since." },
  ...{ formula: "", substituted: "", inputs: [], inputCount: 0, allInputs: null, notes: [] },
});

/** The database's own clock at the beginning of the transaction: what is recorded later is later. */
async function instantOf(tx: Transaction): Promise<string> {
  const [row] = await tx.$queryRaw<{ at: string }[]>`
    SELECT to_char(transaction_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`;
  return row?.at ?? new Date().toISOString();
}
