import { simulatedAlpaca } from "./alpaca";
import { simulatedBinance } from "./binance";
import { simulatedBitvavo } from "./bitvavo";
import { simulatedCoinbase } from "./coinbase";
import { simulatedIbkrFlex } from "./ibkr-flex";
import { simulatedKraken } from "./kraken";
import { simulatedPlaid } from "./plaid";
import { simulatedPlain } from "./plain";
import { simulatedQuestrade } from "./questrade";
import type { SimulatedBroker } from "./simulator";
import { simulatedSnaptrade } from "./snaptrade";
import { simulatedTrading212 } from "./trading212";
import { simulatedKite } from "./zerodha-kite";

/** Every simulated broker: what syncs come to is tried with each (lib/sync/run/matrix.db.test.ts). */
export const SIMULATED_BROKERS: readonly SimulatedBroker[] = [
  simulatedAlpaca,
  simulatedBinance,
  simulatedBitvavo,
  simulatedCoinbase,
  simulatedIbkrFlex,
  simulatedKraken,
  simulatedPlaid,
  simulatedPlain,
  simulatedQuestrade,
  simulatedSnaptrade,
  simulatedKite,
  simulatedTrading212(),
];
