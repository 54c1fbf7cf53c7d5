import "server-only";
import { binance as Binance } from "ccxt";
import type { BrokerLink } from "../../link/link";
import { clientOf, type ExchangeKind } from "../client";

const code = (codes: string) => new RegExp(`"code":\\s*-(?:${codes})\\b`);

/**
 * What Binance refuses. Its -2015 means a wrong key, a wrong address or a missing right; the library takes it for "asked too often" as soon as
 * the key has worked once. Which it is, is told by whether the key has worked on this link.
 */
const KIND: ExchangeKind = {
  name: "Binance",
  make: ({ key = "", secret = "" }) => new Binance({ apiKey: key, secret }),
  problems: [
    {
      words: code("2015"),
      ifAccepted: false,
      kind: "sign-in",
      message: "Binance doesn't accept this key: it was deleted, may not read, or is bound to other addresses.",
      mend: "At Binance, look at the key under API Management; or make a new one and paste both of its parts here.",
    },
    {
      words: code("2015|1002"),
      kind: "permission",
      message: "The key may not read all that is needed.",
      mend: "At Binance, edit the key under API Management, and switch “Enable Reading” on.",
    },
    {
      words: code("2014|2008|1022"),
      kind: "sign-in",
      message: "Binance doesn't accept this key.",
      mend: "Make a new key under API Management, and paste both of its parts here.",
    },
    {
      words: code("1021"),
      kind: "clock",
      message: "Binance finds the time of the request wrong: this machine's clock is off.",
      mend: "Set this machine's clock.",
    },
    {
      words: /restricted location/i,
      kind: "address",
      message: "Binance doesn't serve the country that this server stands in.",
      mend: "Import Binance's exported files in the place of a sync.",
    },
    { words: code("1003|1015"), kind: "busy", message: "Binance takes no more requests for now." },
    { words: code("1000|1001|1006|1007|1008|1016"), kind: "away", message: "Binance is out of order for now." },
  ],
};

export const client = (link: BrokerLink) => clientOf(link, KIND);
