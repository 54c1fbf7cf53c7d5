import { z } from "zod";
import { fiatIsMoney } from "@/lib/formats/exchange/assets";
import { parseDecimal } from "@/lib/money/decimal";
import { pagesFormat, readAnswer } from "../../pages";
import { currencyIn } from "../currency";
import { unreadable } from "../items";
import { type Balance, snapshotOf } from "../snapshot";
import { readTransactions } from "./events";
import { SOURCE } from "./transaction";

const wallets = z.object({ data: z.array(z.unknown()) });
const wallet = z.object({ id: z.string(), balance: z.object({ amount: z.string(), currency: z.string() }) });

/**
 * What Coinbase's API brings. Everything is valued in the person's own money, as in the exported history; but the ids of that file are of
 * another kind than the API's, so a file and a sync of one account don't merge. Staked coins are wallets of their own, and are counted.
 */
export const coinbasePages = pagesFormat({
  code: SOURCE,
  name: "Coinbase (sync)",
  version: 1,
  brokers: ["coinbase"],
  *read(pages, of) {
    const native = currencyIn(pages, of.account.currency ?? "USD");
    const found = new Map<string, Balance>();
    const listed = pages.filter(({ stream }) => stream === "wallets");
    for (const page of listed) {
      const read = wallets.safeParse(readAnswer(page));
      if (!read.success) yield unreadable(page.line, "wallets");
      for (const each of read.data?.data ?? []) {
        const one = wallet.safeParse(each);
        const amount = one.success ? parseDecimal(one.data.balance.amount) : null;
        // A wallet is listed once, though pages may overlap.
        if (one.success && amount !== null) found.set(one.data.id, { asset: assetIn(one.data.balance.currency), amount });
        else yield unreadable(page.line, "a wallet");
      }
    }
    const [first] = listed;
    if (first)
      yield* snapshotOf({
        source: SOURCE,
        line: first.line,
        asOf: of.fetchedAt,
        balances: [...found.values()],
        isMoney: fiatIsMoney,
        countedIn: () => native,
      });
    yield* readTransactions(pages, of, native);
  },
});

const assetIn = (code: string) => (code === "ETH2" ? "ETH" : code.toUpperCase());
