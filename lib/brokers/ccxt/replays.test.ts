import { expect, it } from "vitest";
import { syncOnce } from "@/test/simulators/conformance";
import { type RunningBroker, serveBroker } from "@/test/simulators/simulator";
import { connector as binance } from "./binance/connector";
import { connector as bitvavo } from "./bitvavo/connector";
import { connector as coinbase } from "./coinbase/connector";
import { connector as kraken } from "./kraken/connector";
import recorded from "./recorded.json";

const KEYS = { key: "9".repeat(64), secret: Buffer.alloc(64, 7).toString("base64") };
const CONNECTORS = { binance, bitvavo, coinbase, kraken };
type Code = keyof typeof CONNECTORS;

/** Syncs against answers as they were recorded, and others where nothing was; signatures are nobody's concern here. */
async function replayed(code: Code, others: Readonly<Record<string, unknown>>) {
  const bodies: Record<string, unknown> = { ...others, ...recorded[code] };
  const server = await serveBroker(({ url }) => {
    // What follows the recorded page is empty.
    if (url.searchParams.has("starting_after")) return { body: { data: [], pagination: null } };
    return url.pathname in bodies ? { body: bodies[url.pathname] } : { status: 404, body: { error: ["EGeneral:Unknown method"] } };
  });
  const running: RunningBroker = {
    ...server,
    endpoints: { api: server.address },
    secrets: KEYS,
    account: { id: "main", name: code },
    accountCount: 1,
    expected: { positions: {}, rows: 0 },
    addsUp: false,
  };
  const { items } = await syncOnce(CONNECTORS[code], running, null);
  await server.close();
  expect(items.filter(({ kind }) => kind === "refused")).toEqual([]);
  const drafts = items.flatMap((item) => (item.kind === "transaction" ? item.draft : []));
  return {
    held: items.flatMap((item) => (item.kind === "holding" ? `${item.draft.quantity} ${item.draft.symbol} (${item.draft.currency})` : [])),
    rows: drafts.map(({ tradeType, quantity, symbol, price, currency, tradeTime, meta }) => [
      `${tradeType} ${quantity} ${symbol} at ${price} ${currency}, ${meta.netAmount}`,
      tradeTime,
      meta.externalId,
    ]),
  };
}

it("Binance's recorded balances and trade become holdings and a sale with its fee", async () => {
  const found = await replayed("binance", {
    "/api/v3/exchangeInfo": { symbols: [{ symbol: "LTCUSDT", baseAsset: "LTC", quoteAsset: "USDT" }] },
    "/sapi/v1/asset/get-funding-asset": [],
    "/sapi/v1/simple-earn/locked/position": { rows: [], total: 0 },
    "/sapi/v1/capital/deposit/hisrec": [],
    "/sapi/v1/capital/withdraw/history": [],
    "/sapi/v1/asset/assetDividend": { rows: [], total: 0 },
    "/sapi/v1/asset/dribblet": { total: 0, userAssetDribblets: [] },
    "/sapi/v1/convert/tradeFlow": { list: [] },
    "/sapi/v1/fiat/orders": { code: "000000", data: [] },
    "/sapi/v1/fiat/payments": { code: "000000", success: true },
  });
  expect(found).toEqual({
    held: ["0.919741 LTC (USDT)", "0.02229833 ETH (USDT)"],
    rows: [["sell -0.2 LTC at 69.63 USDT, 13.912074", "2023-10-24T09:16:32.358Z", "binance:LTCUSDT:309520010"]],
  });
});

it("Coinbase's recorded wallets and transactions become holdings, staked ones too, and deliveries", async () => {
  const found = await replayed("coinbase", {
    "/v2/user": { data: { id: "main", native_currency: "USD" } },
    "/v2/accounts/ee4ccb01-e922-5472-a6f7-947d97970ad3/transactions": { data: [], pagination: null },
  });
  expect(found).toEqual({
    held: ["5.04716 ADA (USD)"],
    rows: [
      ["transfer_out -2.01 USDT at 1 USD, 0", "2024-11-03T13:50:09.000Z", "coinbase:e457a27e-8ad0-56ee-90d3-94d9a86fc203"],
      ["transfer_in 2.01 USDT at 1 USD, 0", "2024-11-03T13:32:02.000Z", "coinbase:45cdc829-ba86-5125-8c53-61b8ff3b2f2a"],
    ],
  });
});

it("Bitvavo's recorded balances become holdings and cash", async () => {
  const found = await replayed("bitvavo", { "/v2/account/history": { items: [], currentPage: 1, totalPages: 1, maxItems: 100 } });
  expect(found).toEqual({ held: ["0.00002812 ETH (EUR)", "16.48 EUR (EUR)", "0.0003475 GAS (EUR)"], rows: [] });
});

it("an entry of Kraken's ledger as its library describes it becomes a delivery with its fee", async () => {
  const found = await replayed("kraken", { "/0/private/Balance": { error: [], result: { XETH: "0.0000051000" } } });
  expect(found).toEqual({
    held: ["0.0000051 ETH (EUR)"],
    rows: [["transfer_out -0.28558 ETH at 0 EUR, 0", "2018-03-03T18:58:08.000Z", "kraken:LPUAIB-TS774-UKHP7X"]],
  });
});
