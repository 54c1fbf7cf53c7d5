import "server-only";
import { instrumentKey } from "@/lib/engine/ledger-row";
import { loadIndex } from "@/lib/instruments/learn";
import { holdingNames, ledgerNames } from "@/lib/instruments/named-rows";
import { withMoment } from "@/lib/moment/schema";
import { add, type DecimalString, sign, ZERO } from "@/lib/money/decimal";
import { explainHref } from "./address";
import type { Parts } from "./explained-holding";
import type { Explainer } from "./explainer";
import { type LedgerInputs, ledgerHref, unitsOf } from "./ledger-sources";
import type { DerivationInput } from "./schema";
import { equation, sum } from "./words";

export const UNITS_SUM = "The sum of the units that every row adds or takes.";
export const CASH_SUM = "The sum of the cash that every row brings or takes.";

/** A sum over ledger rows. */
export function summedRows({ inputs, count, total }: LedgerInputs, unit: string, formula: string, allInputs: string): Parts {
  const figure = { amount: total, unit };
  const terms = inputs.flatMap(({ amount }): DecimalString | [] => amount ?? []);
  return { figure, reason: null, formula, substituted: equation(sum(terms, count), figure), inputs, inputCount: count, allInputs };
}

/** All that the ledger of an account has of an instrument at the moment, under all of its names. */
export const explainLedgerUnits: Explainer = async ({ tx }, { account: id, instrument, moment }) => {
  if (id === undefined || instrument === undefined) return null;
  const account = await tx.brokerAccount.findUnique({ where: { id: BigInt(id) }, select: { id: true, displayName: true } });
  if (!account) return null;
  const index = await loadIndex(tx);
  const groups = (await ledgerNames(tx, undefined, moment)).filter((each) => each.accountId === id && index.findRoot(each) === instrument);
  const [first] = groups;
  if (!first) return null;
  const names = groups.map((group) => instrumentKey({ ...group, isin: group.isin ?? null }));
  const parts = summedRows(await unitsOf(tx, account.id, names, moment), "units", UNITS_SUM, ledgerHref(id, moment, first.symbol));
  return {
    derivation: {
      ...{ inputCount: parts.inputs.length, allInputs: null, notes: [], ...parts },
      title: `Units by the ledger of ${first.symbol} in ${account.displayName}`,
    },
    basis: { ledgers: [account.id], lists: [] },
    context: { label: first.symbol, href: withMoment(`/instruments/${instrument}`, moment) },
  };
};

/** The units of an instrument in all accounts: of each by its ledger, or by its newest list where the ledger says nothing of it. */
export const explainHeldUnits: Explainer = async ({ tx }, { instrument, moment }) => {
  if (instrument === undefined) return null;
  const found = await tx.instrument.findFirst({
    where: { id: /^\d+$/.test(instrument) ? BigInt(instrument) : 0n },
    select: { symbol: true },
  });
  if (!found) return null;
  const index = await loadIndex(tx);
  const ledgers = Map.groupBy(
    (await ledgerNames(tx, undefined, moment)).filter((each) => index.findRoot(each) === instrument),
    ({ accountId }) => accountId,
  );
  const lists = Map.groupBy(
    (await holdingNames(tx, "newest", moment)).filter((each) => index.findRoot(each) === instrument),
    ({ accountId }) => accountId,
  );
  const accounts = [...new Set([...ledgers.keys(), ...lists.keys()])];
  const inputs = accounts.flatMap((account): DerivationInput[] => {
    const rows = ledgers.get(account) ?? lists.get(account) ?? [];
    const amount = rows.reduce((units, { quantity }) => add(units, quantity), ZERO);
    const isLedger = ledgers.has(account);
    if (sign(amount) === 0) return [];
    const href = explainHref(isLedger ? "ledger-units" : "listed-units", { account, instrument }, moment);
    const source = isLedger ? "By its ledger." : "By its newest list: its ledger doesn’t name it.";
    return [{ label: rows[0]?.accountName ?? "", amount, unit: "units", source, href }];
  });
  const terms = inputs.flatMap(({ amount }): DecimalString | [] => amount ?? []);
  const figure = { amount: terms.reduce((units, each) => add(units, each), ZERO), unit: "units" };
  const ids = accounts.map(BigInt);
  return {
    derivation: {
      title: `Units of ${found.symbol} in all accounts`,
      ...{ figure, reason: null, formula: "The units of every account.", substituted: equation(sum(terms), figure) },
      ...{ inputs, inputCount: inputs.length, allInputs: null, notes: [] },
    },
    basis: { ledgers: ids, lists: ids },
    context: { label: found.symbol, href: withMoment(`/instruments/${instrument}`, moment) },
  };
};
