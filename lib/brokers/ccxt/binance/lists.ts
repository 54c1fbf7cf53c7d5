import "server-only";
import { z } from "zod";
import { readBy, type Windowed } from "./windows";

/** One entry of a list: when it was, and which coins it names. */
export interface Entry {
  at: number;
  coins: readonly string[];
}

const entry = (at: string, coins: readonly string[]): Entry => ({ at: Number(at), coins });
const inSapi = (stream: string, path: string) => ({ stream, path, api: "sapi" });

/** What happened beside trades on the market, list by list. `withdrawals` tell their time in UTC, without saying so. */
export const LISTS: readonly Windowed<Entry>[] = [
  {
    request: inSapi("deposits", "capital/deposit/hisrec"),
    days: 90,
    names: ["startTime", "endTime"],
    limit: 1000,
    read: readBy(z.array(z.object({ coin: z.string(), insertTime: z.string() }).transform((each) => entry(each.insertTime, [each.coin])))),
    at: ({ at }) => at,
  },
  {
    request: inSapi("withdrawals", "capital/withdraw/history"),
    days: 90,
    names: ["startTime", "endTime"],
    limit: 1000,
    read: readBy(
      z.array(
        z
          .object({ coin: z.string(), applyTime: z.string() })
          .transform((each) => entry(String(Date.parse(`${each.applyTime.replace(" ", "T")}Z`)), [each.coin])),
      ),
    ),
    at: ({ at }) => at,
  },
  {
    request: inSapi("distributions", "asset/assetDividend"),
    days: 180,
    names: ["startTime", "endTime"],
    limit: 500,
    read: readBy(
      z
        .object({ rows: z.array(z.object({ asset: z.string(), divTime: z.string() })) })
        .transform(({ rows }) => rows.map((each) => entry(each.divTime, [each.asset]))),
    ),
    at: ({ at }) => at,
  },
  {
    request: inSapi("dust", "asset/dribblet"),
    days: 90,
    // Nothing older is told.
    begins: Date.parse("2020-12-01T00:00:00.000Z"),
    names: ["startTime", "endTime"],
    limit: 100,
    read: readBy(
      z
        .object({
          userAssetDribblets: z.array(
            z.object({ operateTime: z.string(), userAssetDribbletDetails: z.array(z.object({ fromAsset: z.string() })) }),
          ),
        })
        .transform(({ userAssetDribblets }) =>
          userAssetDribblets.map((each) =>
            entry(each.operateTime, ["BNB", ...each.userAssetDribbletDetails.map(({ fromAsset }) => fromAsset)]),
          ),
        ),
    ),
    at: ({ at }) => at,
  },
  {
    request: inSapi("conversions", "convert/tradeFlow"),
    days: 30,
    // Convert opened then.
    begins: Date.parse("2020-05-01T00:00:00.000Z"),
    names: ["startTime", "endTime"],
    limit: 1000,
    read: readBy(
      z
        .object({ list: z.array(z.object({ createTime: z.string(), fromAsset: z.string(), toAsset: z.string() })) })
        .transform(({ list }) => list.map((each) => entry(each.createTime, [each.fromAsset, each.toAsset]))),
    ),
    at: ({ at }) => at,
  },
];

export const fiatList = z.object({
  data: z.array(z.object({ cryptoCurrency: z.string().optional(), fiatCurrency: z.string() })).nullish(),
});
/** States' money, in and out, and coins bought or sold for it with a card: page by page, the stretch as long as one likes. */
export const FIAT_LISTS = [
  { stream: "fiat deposits", path: "fiat/orders", transactionType: "0" },
  { stream: "fiat withdrawals", path: "fiat/orders", transactionType: "1" },
  { stream: "card purchases", path: "fiat/payments", transactionType: "0" },
  { stream: "card sales", path: "fiat/payments", transactionType: "1" },
] as const;
