import "server-only";
import { findList, listFacts } from "@/lib/holdings/rows";
import { withMoment } from "@/lib/moment/schema";
import { add } from "@/lib/money/decimal";
import { explainHref } from "./address";
import { holdingsPage, listWords } from "./explained-holding";
import type { ExplainContext, Explained, Explainer } from "./explainer";
import { cashOf, ledgerHref } from "./ledger-sources";
import type { DerivationInput, ExplainRequest } from "./schema";
import { equation, sum } from "./words";

/** The cash of an account, or of all accounts of a portfolio, in one currency. */
export const explainCash: Explainer = async (context, request) => {
  const { account, portfolio, currency } = request;
  if (currency === undefined) return null;
  if (account !== undefined) return accountCash(context, request, BigInt(account), currency);
  return portfolio === undefined ? null : portfolioCash(context, request, BigInt(portfolio), currency);
};

async function accountCash(context: ExplainContext, request: ExplainRequest, id: bigint, currency: string): Promise<Explained | null> {
  const { tx } = context;
  const { moment, snapshot } = request;
  const account = await tx.brokerAccount.findUnique({ where: { id }, select: { displayName: true } });
  if (!account) return null;
  const name = account.displayName;
  // Of a ledger, the rows of the one currency are enough: folding all of it would take as long as the page of holdings does.
  const list = await findList(tx, id, moment, snapshot);
  if (!list && snapshot !== undefined) return null;
  const shared = { title: `Cash in ${currency} of ${name}`, reason: null, notes: [] };
  const page = holdingsPage({ ...request, account: id.toString() }, name);
  const lists = snapshot === undefined ? [id] : [];
  if (!list) {
    const { inputs, count, total } = await cashOf(tx, id, currency, moment);
    const figure = { amount: total, unit: currency };
    return {
      derivation: {
        ...shared,
        figure,
        formula: "The sum of the cash that every row brings or takes, after its fees and taxes.",
        substituted: equation(sum(amounts(inputs), count), figure),
        inputs,
        inputCount: count,
        allInputs: ledgerHref(id, moment),
      },
      basis: { ledgers: [id], lists, currency },
      context: page,
    };
  }
  const inputs = (await listFacts(tx, id, list.id, moment))
    .filter((row) => row.assetType === "cash" && row.currency === currency)
    .map(
      (row): DerivationInput => ({
        label: row.symbol,
        amount: row.quantity,
        unit: currency,
        source: `${listWords(row)} states it.`,
        href: page.href,
      }),
    );
  const figure = { amount: add(...amounts(inputs)), unit: currency };
  return {
    derivation: {
      ...shared,
      figure,
      formula: "The sum of the list’s balances.",
      substituted: equation(sum(amounts(inputs)), figure),
      inputs,
      inputCount: inputs.length,
      allInputs: null,
    },
    basis: { ledgers: [], lists, currency },
    context: page,
  };
}

async function portfolioCash(context: ExplainContext, request: ExplainRequest, id: bigint, currency: string): Promise<Explained | null> {
  const portfolio = await context.tx.portfolio.findUnique({
    where: { id },
    select: { name: true, accounts: { select: { id: true, displayName: true }, orderBy: { id: "asc" } } },
  });
  if (!portfolio) return null;
  const inputs: DerivationInput[] = [];
  const ledgers: bigint[] = [];
  // One after the other: a transaction has one connection.
  for (const account of portfolio.accounts) {
    const part = await accountCash(context, { ...request, snapshot: undefined }, account.id, currency);
    if (!part) continue;
    ledgers.push(...part.basis.ledgers);
    const href = explainHref("cash", { account: account.id.toString(), currency }, request.moment);
    if (part.derivation.figure.amount !== "0")
      inputs.push({ ...part.derivation.figure, label: account.displayName, source: "The cash of the account.", href });
  }
  const figure = { amount: add(...amounts(inputs)), unit: currency };
  return {
    derivation: {
      title: `Cash in ${currency} of ${portfolio.name}`,
      figure,
      reason: null,
      formula: "The sum over the accounts.",
      substituted: equation(sum(amounts(inputs)), figure),
      inputs,
      inputCount: inputs.length,
      allInputs: null,
      notes: [],
    },
    basis: { ledgers, lists: portfolio.accounts.map((account) => account.id), currency },
    context: { label: `Holdings of ${portfolio.name}`, href: withMoment(`/portfolios/${id}/holdings`, request.moment) },
  };
}

const amounts = (inputs: readonly DerivationInput[]) => inputs.flatMap(({ amount }) => amount ?? []);
