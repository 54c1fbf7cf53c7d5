import { z } from "zod";
import type { BrokerPage, Connector } from "@/lib/brokers/connector";
import type { BrokerLink } from "@/lib/brokers/link/link";
import { BrokerProblem } from "@/lib/brokers/problem";
import { accessTokenOf, ask } from "./client";
import { healthyItem } from "./item";
import { login } from "./login";

const rows = z.array(z.looseObject({}));
const holdingsShape = z.looseObject({ holdings: rows, securities: rows });
const transactionsShape = z.looseObject({
  investment_transactions: rows,
  securities: rows,
  total_investment_transactions: z.coerce.number().int().nonnegative(),
});
const accountsShape = z.looseObject({
  accounts: z.array(
    z.looseObject({
      account_id: z.string(),
      name: z.string().nullish(),
      official_name: z.string().nullish(),
      mask: z.string().nullish(),
      type: z.string(),
      balances: z.looseObject({ iso_currency_code: z.string().nullish() }).nullish(),
    }),
  ),
});

/** As many as Plaid gives at once. */
const PAGE = 500;
const MAX_PAGES = 2000;
const HISTORY_MONTHS = 24;

/** Plaid Investments: the accounts of one institution, whose token Plaid calls an item. */
export const connector: Connector = {
  code: "plaid",

  async test(link) {
    const { item } = await healthyItem(link);
    return {
      reads: ["Investment holdings", "Investment transactions"],
      mayTrade: false,
      mayWithdraw: false,
      expiresAt: item.consent_expiration_time ?? null,
      missing: item.products && !item.products.includes("investments") ? ["Investments: sign in again, and choose your accounts."] : [],
    };
  },

  async *accounts(link) {
    const { accounts } = await ask(link, accountsShape, (client) => client.accountsGet({ access_token: accessTokenOf(link) }));
    for (const { account_id, name, official_name, mask, type, balances } of accounts) {
      if (type !== "investment" && type !== "brokerage") continue;
      const currency = balances?.iso_currency_code;
      const called = [name || official_name, mask && `…${mask}`].filter(Boolean).join(" ");
      yield { id: account_id, name: called || account_id, ...(currency ? { currency } : {}) };
    }
  },

  async *holdings(link, { id }) {
    const { status } = await healthyItem(link);
    yield { stream: "status", body: JSON.stringify(status ?? {}) };
    const held = await ask(link, holdingsShape, (client) =>
      client.investmentsHoldingsGet({ access_token: accessTokenOf(link), options: { account_ids: [id] } }),
    );
    yield { stream: "holdings", body: JSON.stringify({ holdings: held.holdings, securities: held.securities }) };
  },

  transactions: (link, { id }, since) => transactions(link, id, since),

  login,
};

async function* transactions(link: BrokerLink, accountId: string, since: string | null): AsyncGenerator<BrokerPage> {
  const today = new Date(link.now()).toISOString().slice(0, 10);
  let offset = 0;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { investment_transactions, securities, total_investment_transactions } = await ask(link, transactionsShape, (client) =>
      client.investmentsTransactionsGet({
        access_token: accessTokenOf(link),
        start_date: since?.slice(0, 10) ?? monthsBefore(today, HISTORY_MONTHS),
        end_date: today,
        options: { account_ids: [accountId], count: PAGE, offset },
      }),
    );
    if (investment_transactions.length > 0) yield { stream: "transactions", body: JSON.stringify({ investment_transactions, securities }) };
    // By what came, not by what was asked for: a page may be shorter than that.
    offset += investment_transactions.length;
    if (offset >= total_investment_transactions) return;
    if (investment_transactions.length === 0) throw new BrokerProblem("answer", "Plaid's list of transactions ended before its end.");
  }
  throw new BrokerProblem("answer", "Plaid's list of transactions has no end.");
}

function monthsBefore(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.toISOString().slice(0, 10);
}
