import { plainCoin } from "@/lib/formats/binance/line";
import { quotesAreMoney } from "@/lib/formats/exchange/assets";
import { Counting } from "@/lib/formats/exchange/counting";
import { pagesFormat } from "../../pages";
import { currencyIn } from "../currency";
import { snapshotOf } from "../snapshot";
import { balancesIn } from "./balances";
import { SOURCE } from "./event";
import { movements } from "./movements";
import { swaps } from "./swaps";
import { tradesIn } from "./trades";

/**
 * What Binance's API brings. Deposits and withdrawals have the ids of Binance's exported histories of them; trades, conversions and
 * distributions have ids here and none in the exported files, so those don't merge with them: an account is either synced or fed with the
 * statement.
 */
export const binancePages = pagesFormat({
  code: SOURCE,
  name: "Binance (sync)",
  version: 1,
  brokers: ["binance"],
  *read(pages, of) {
    const counting = new Counting(currencyIn(pages, "USDT"), true);
    // Trades first: they tell in which money a coin is counted.
    const rows = [...tradesIn(pages, counting), ...swaps(pages, counting), ...movements(pages, counting)];
    const { balances, line, refused } = balancesIn(pages);
    yield* refused;
    if (line !== null)
      yield* snapshotOf({
        source: SOURCE,
        line,
        asOf: of.fetchedAt,
        balances: balances.map(({ asset, amount }) => ({ asset: plainCoin(asset), amount })),
        isMoney: quotesAreMoney,
        countedIn: (coin) => counting.currencyOf(coin),
      });
    yield* rows;
  },
});
