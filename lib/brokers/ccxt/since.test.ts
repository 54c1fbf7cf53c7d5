import { expect, it } from "vitest";
import { simulatedBinance } from "@/test/simulators/binance";
import { simulatedBitvavo } from "@/test/simulators/bitvavo";
import { simulatedCoinbase } from "@/test/simulators/coinbase";
import { syncOnce } from "@/test/simulators/conformance";
import { simulatedKraken } from "@/test/simulators/kraken";
import type { SimulatedBroker } from "@/test/simulators/simulator";
import type { Connector } from "../connector";
import { connector as binance } from "./binance/connector";
import { connector as bitvavo } from "./bitvavo/connector";
import { connector as coinbase } from "./coinbase/connector";
import { connector as kraken } from "./kraken/connector";

it.each<[string, SimulatedBroker, Connector]>([
  ["Binance", simulatedBinance, binance],
  ["Bitvavo", simulatedBitvavo, bitvavo],
  ["Coinbase", simulatedCoinbase, coinbase],
  ["Kraken", simulatedKraken, kraken],
])(
  "%s is asked for what happened since an instant, however much that is, and tells all of it as it did before",
  async (_name, broker, connector) => {
    const running = await broker.start();
    const rowsSince = async (since: string | null) =>
      (await syncOnce(connector, running, since)).items.flatMap((item) => (item.kind === "transaction" ? item.draft : []));
    const whole = await rowsSince(null);
    const times = whole.map(({ tradeTime }) => tradeTime).sort();
    // Shortly after the beginning, in the middle, and at the last: once a page holds what is new, once it doesn't.
    for (const part of [0.02, 0.5, 0.999]) {
      const since = times[Math.floor(times.length * part)] ?? "";
      const found = new Map((await rowsSince(since)).map((row) => [row.meta.externalId, row]));
      const expected = whole.filter(({ tradeTime }) => tradeTime >= since);
      expect(expected.filter(({ meta }) => !found.has(meta.externalId))).toEqual([]);
      for (const row of expected)
        expect(found.get(row.meta.externalId)).toMatchObject({ quantity: row.quantity, meta: { netAmount: row.meta.netAmount } });
    }
    await running.close();
  },
);
