import type { BrokerPage, Connector, RemoteAccount } from "../connector";
import type { BrokerLink } from "../link/link";
import { BrokerProblem } from "../problem";
import { unreadable } from "./answer";
import { type FlexWindow, fetchStatement } from "./client";
import { NO_STATEMENT, problemOf } from "./codes";
import { type FlexContents, readContents } from "./contents";
import { lacksOf, readsOf } from "./needs";
import { windowsOf } from "./windows";

/**
 * Interactive Brokers by its Flex Web Service. A statement has positions and rows alike, of all accounts that the query names: it is fetched
 * once for a sync, in `transactions`, and `holdings` has nothing to add. Where the token was tested first, the statement that this took is
 * the sync's as well if it is of all the days. The format reads one account's parts of it.
 */

interface ReadStatement {
  text: string;
  accounts: FlexContents[];
}

/** The statement of the saved period, kept as long as its link is: whoever tests a token lists its accounts, or syncs, next. */
const SAVED = new WeakMap<BrokerLink, Promise<ReadStatement>>();

function savedStatement(link: BrokerLink): Promise<ReadStatement> {
  const found = SAVED.get(link) ?? requestSaved(link);
  SAVED.set(link, found);
  return found;
}

async function requestSaved(link: BrokerLink): Promise<ReadStatement> {
  const text = await fetchStatement(link, null);
  if (text === null) throw problemOf(NO_STATEMENT);
  return read(text);
}

function read(text: string): ReadStatement {
  try {
    return { text, accounts: named(readContents(text)) };
  } catch (error) {
    throw unreadable(error);
  }
}

function named(accounts: FlexContents[]): FlexContents[] {
  if (accounts.length === 0)
    throw new BrokerProblem("setup", "The Flex query names no account.", "Open the query in Client Portal, and choose its accounts.");
  if (accounts.some(({ accountId }) => accountId === ""))
    throw new BrokerProblem(
      "setup",
      "The statement doesn't say which account it is of.",
      "Edit the query in Client Portal, and add Account ID to the section Account Information.",
    );
  return accounts;
}

/** Whether a statement is of all the days that are asked for. */
function covers({ accounts }: ReadStatement, { id }: RemoteAccount, windows: readonly FlexWindow[]): boolean {
  const { from, to } = accounts.find(({ accountId }) => accountId === id) ?? {};
  return windows.every((window) => Boolean(from && to) && (from ?? "") <= window.from && (to ?? "") >= window.to);
}

/** The page of a statement that has what a sync of the account needs. */
function pageOf({ text, accounts }: ReadStatement, { id }: RemoteAccount): BrokerPage {
  const own = accounts.find(({ accountId }) => accountId === id);
  if (!own)
    throw new BrokerProblem(
      "setup",
      `The Flex query doesn't name the account ${id} any more.`,
      "Open the query in Client Portal, choose the account, and sync again.",
    );
  const lack = lacksOf(own).find(({ needed }) => needed);
  if (lack) throw new BrokerProblem("permission", lack.problem, lack.mend);
  return { stream: "statement", body: text };
}

export const connector: Connector = {
  code: "ibkr-flex",

  async test(link) {
    const { accounts } = await savedStatement(link);
    const lacks = accounts.flatMap((account) => lacksOf(account).map(({ problem, mend }) => `${problem} ${mend}`));
    return {
      reads: readsOf(new Set(accounts.flatMap(({ sections }) => [...sections]))),
      mayTrade: false,
      mayWithdraw: false,
      expiresAt: null,
      missing: [...new Set(lacks)],
    };
  },

  async *accounts(link) {
    for (const { accountId, name, currency } of (await savedStatement(link)).accounts)
      yield { id: accountId, name: name ?? accountId, ...(currency === null ? {} : { currency }) };
  },

  async *holdings() {
    // They are part of the statement that `transactions` fetches.
  },

  async *transactions(link, account, since) {
    const windows = windowsOf(since, link.now());
    const saved = await SAVED.get(link);
    if (saved && covers(saved, account, windows)) {
      yield pageOf(saved, account);
      return;
    }
    for (const window of windows) {
      const text = await fetchStatement(link, window);
      if (text === null) {
        // Some queries allow no other period than the one that they were saved with.
        yield pageOf(await savedStatement(link), account);
        return;
      }
      yield pageOf(read(text), account);
    }
  },
};
