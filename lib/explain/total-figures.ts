import "server-only";
import { instrumentKey } from "@/lib/engine/ledger-row";
import { accountFacts, portfolioFacts } from "@/lib/holdings/rows";
import { type HoldingFacts, inOrder, totalsOf, viewOf } from "@/lib/holdings/rules";
import type { HoldingView } from "@/lib/holdings/schema";
import { withMoment } from "@/lib/moment/schema";
import type { DecimalString } from "@/lib/money/decimal";
import { explainHref } from "./address";
import { holdingsPage, listWords } from "./explained-holding";
import type { ExplainContext, Explained, Explainer } from "./explainer";
import { type DerivationInput, type ExplainRequest, SHOWN_INPUTS } from "./schema";
import { equation, sum } from "./words";

type TotalFigure = "total-cost" | "total-value" | "total-gain";

const TOTALS = {
  "total-cost": { label: "Cost", of: "cost", part: "costValue", figure: "cost", none: "No row has a cost." },
  "total-value": { label: "Value", of: "value", part: "marketValue", figure: "market-value", none: "No row has a value." },
  "total-gain": { label: "Unrealised gain", of: "gain", part: "gain", figure: "gain", none: "No row has both a cost and a value." },
} as const;

/** A sum over the holdings of an account or a portfolio in one currency. */
export const explainTotal: Explainer = async (context, request) => {
  const { currency } = request;
  const scope = currency === undefined ? null : await scopeOf(context, request);
  if (!scope || currency === undefined) return null;
  const rows = inOrder(scope.facts.map(viewOf)).filter((row) => row.currency === currency);
  const { label, of, part, none } = TOTALS[request.figure as TotalFigure];
  const total = totalsOf(rows)[0];
  const counted = rows.filter((row) => row[part] !== null);
  const figure = { amount: total?.[of] ?? null, unit: currency };
  const terms = counted.flatMap((row): DecimalString | [] => row[part] ?? []);
  return {
    derivation: {
      title: `${label} in ${currency} of ${scope.name}`,
      figure,
      reason: figure.amount === null ? none : null,
      formula: `The sum of the ${label.toLowerCase()} of every holding in ${currency}.`,
      substituted: equation(sum(terms), figure),
      inputs: counted.slice(0, SHOWN_INPUTS).map((row) => input(row, request, scope.snapshot)),
      inputCount: counted.length,
      allInputs: scope.page.href,
      notes: leftOut(rows.filter((row) => row[part] === null && !(row.assetType === "cash" && part !== "marketValue"))),
    },
    basis: { ...scope.basis, currency },
    context: scope.page,
  };
};

interface Scope {
  name: string;
  facts: HoldingFacts[];
  snapshot: string | undefined;
  basis: Explained["basis"];
  page: Explained["context"];
}

async function scopeOf({ tx }: ExplainContext, request: ExplainRequest): Promise<Scope | null> {
  const { account, portfolio, snapshot, moment } = request;
  if (account !== undefined) {
    const id = BigInt(account);
    const found = await accountFacts(tx, id, moment, snapshot);
    if (!found) return null;
    const { displayName: name } = await tx.brokerAccount.findUniqueOrThrow({ where: { id }, select: { displayName: true } });
    const basis = { ledgers: found.snapshot ? [] : [id], lists: snapshot === undefined ? [id] : [] };
    return { name, facts: found.facts, snapshot, basis, page: holdingsPage(request, name) };
  }
  if (portfolio === undefined) return null;
  const id = BigInt(portfolio);
  const facts = await portfolioFacts(tx, id, moment);
  if (!facts) return null;
  const found = await tx.portfolio.findUniqueOrThrow({ where: { id }, select: { name: true, accounts: { select: { id: true } } } });
  const derived = new Set(facts.filter(({ origin }) => origin === "ledger").map(({ accountId }) => BigInt(accountId)));
  return {
    name: found.name,
    facts,
    snapshot: undefined,
    basis: { ledgers: [...derived], lists: found.accounts.map((each) => each.id) },
    page: { label: `Holdings of ${found.name}`, href: withMoment(`/portfolios/${id}/holdings`, moment) },
  };
}

function input(row: HoldingView, { figure, moment }: ExplainRequest, snapshot: string | undefined): DerivationInput {
  const { part, figure: own } = TOTALS[figure as TotalFigure];
  return {
    label: `${row.symbol} in ${row.accountName}`,
    amount: row[part],
    unit: row.currency,
    source: row.origin === "ledger" ? "Worked out from the ledger." : `${listWords(row)}.`,
    href: explainHref(own, { account: row.accountId, instrument: instrumentKey(row), snapshot }, moment),
  };
}

/** What a sum doesn't contain. */
function leftOut(rows: readonly HoldingView[]): string[] {
  if (rows.length === 0) return [];
  const names = rows.slice(0, 10).map(({ symbol }) => symbol);
  return [
    `Leaves out ${names.join(", ")}${rows.length > names.length ? ` and ${rows.length - names.length} more` : ""}: not known of ${rows.length === 1 ? "it" : "them"}.`,
  ];
}
