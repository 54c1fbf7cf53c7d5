import { createHash, createHmac } from "node:crypto";
import { add, type DecimalString, decimal, subtract, ZERO } from "@/lib/money/decimal";
import { type RunningBroker, type SimulatedAnswer, type SimulatedBroker, type SimulatedRequest, serveBroker } from "./simulator";

const KEY = "simKey01".repeat(7);
const SECRET = Buffer.from("a secret of Kraken's that is sixty-four bytes long, as theirs is").toString("base64");
const PAGE = 50;
const START = 1_700_000_000;

interface Entry {
  id: string;
  refid: string;
  time: string;
  type: string;
  subtype: string;
  asset: string;
  amount: string;
  fee: string;
}

/** The ledger of somebody who buys Bitcoin by the dozen, stakes, swaps and withdraws: three pages and a bit. */
function standardLedger(): Entry[] {
  const entries: Entry[] = [];
  const book = (refid: string, at: number, type: string, asset: string, amount: string, fee = "0.00000000", subtype = "") =>
    entries.push({
      id: `L${String(entries.length).padStart(5, "0")}-SIMUL-KRAKEN`,
      refid,
      // Fractions of a second, as numbers that are no float's.
      time: `${START + at}.123456789`,
      type,
      subtype,
      asset,
      amount,
      fee,
    });
  book("QDEPOSIT-1", 0, "deposit", "ZEUR", "25000.0000");
  for (let trade = 1; trade <= 60; trade += 1) {
    book(`TBUY${trade}-AAAAA`, trade * 1000, "trade", "ZEUR", "-250.1234", "0.4002");
    book(`TBUY${trade}-AAAAA`, trade * 1000, "trade", "XXBT", "0.0061728395");
  }
  for (let week = 1; week <= 40; week += 1) book(`STK${week}-AAAAA`, 70_000 + week * 100, "staking", "ETH2.S", "0.0001234567");
  book("TSELL1-AAAAA", 80_000, "trade", "XXBT", "-0.1000000000", "0.0000000000");
  book("TSELL1-AAAAA", 80_000, "trade", "ZEUR", "4300.5000", "6.8808");
  // Bought with the app: two types, one reference, the fee in what is paid.
  book("TSPEND-AAAAA", 81_000, "spend", "ZEUR", "-100.0000", "1.5000");
  book("TSPEND-AAAAA", 81_000, "receive", "XETH", "0.0500000000");
  // Between spot and earn, both ways: the account holds what it held.
  book("STAKE1-AAAAA", 82_000, "transfer", "XETH", "-0.0250000000", "0.0000000000", "spottostaking");
  book("STAKE2-AAAAA", 82_001, "transfer", "ETH2.S", "0.0250000000", "0.0000000000", "stakingfromspot");
  book("EARN01-AAAAA", 83_000, "earn", "DOT", "1.234567890123456789", "0.000000000000000000", "reward");
  book("QWITHD-AAAAA", 84_000, "withdrawal", "XXBT", "-0.0500000000", "0.0000150000");
  book("QFIATW-AAAAA", 85_000, "withdrawal", "ZEUR", "-1000.0000", "0.9000");
  return entries;
}

/** In the world's names; the simulator answers in Kraken's. */
const POSITIONS = { BTC: "0.220355370000000000", DOT: "1.234567890123456789", ETH: "0.054938268" };

function balances(entries: readonly Entry[]): Record<string, DecimalString> {
  const sums: Record<string, DecimalString> = {};
  for (const { asset, amount, fee } of entries) sums[asset] = add(sums[asset] ?? ZERO, subtract(decimal(amount), decimal(fee)));
  return sums;
}

const refusal = (error: string): SimulatedAnswer => ({ body: { error: [error] } });
const result = (value: unknown): SimulatedAnswer => ({ body: { error: [], result: value } });

/** Kraken's REST API: every request signed (SHA-512 over the path and a digest of nonce and body), its nonce higher than the last. */
export const simulatedKraken: SimulatedBroker = {
  code: "kraken",
  without: { preparing: "balances and ledger are answered at once; only exports have to be waited for, and they aren't asked for" },
  async start() {
    let lastNonce = 0n;
    const standard = standardLedger();
    const server = await serveBroker(
      (request, behaviour) => {
        if (behaviour === "expired" || behaviour === "revoked") return refusal("EAPI:Invalid key");
        if (behaviour === "wrong-clock") return refusal("EAPI:Invalid nonce");
        const fault = faultOf(request, lastNonce);
        if (fault !== null) return refusal(fault);
        const form = new URLSearchParams(request.body);
        lastNonce = BigInt(form.get("nonce") ?? "0");
        const extra = { ...standard[0], id: "LNEW01-SIMUL-KRAKEN", refid: "TNEW01", type: "teleport", asset: "XXBT", amount: "0.1" };
        const entries = behaviour === "empty" ? [] : behaviour === "unknown-type" ? [...standard, extra as Entry] : standard;
        switch (request.url.pathname) {
          case "/0/private/GetApiKeyInfo":
            return result({ apiKeyName: "Truefolio", permissions: ["query-funds", "query-ledger"], validUntil: "0" });
          case "/0/private/Balance":
            return result(behaviour === "shrunken" ? { ZEUR: "12.5000" } : balances(entries));
          case "/0/private/Ledgers":
            return behaviour === "lacking-permission" ? refusal("EGeneral:Permission denied") : ledgerPage(entries, form, behaviour);
          default:
            return refusal("EGeneral:Unknown method");
        }
      },
      // In answers of status 200, as everything there.
      refusal("EAPI:Rate limit exceeded"),
    );
    return {
      ...server,
      behave(behaviour) {
        // Another run is another client: in tests the clock is set back between them.
        lastNonce = 0n;
        server.behave(behaviour);
      },
      endpoints: { api: server.address },
      secrets: { key: KEY, secret: SECRET, currency: "EUR" },
      account: { id: "main", name: "Kraken" },
      accountCount: 1,
      // 160 entries: 62 exchanges, 41 rewards, a deposit and two withdrawals, and a pair that moved nothing.
      expected: { positions: expectedPositions(), rows: 106 },
      addsUp: true,
    } satisfies RunningBroker;
  },
};

const expectedPositions = () => Object.fromEntries(Object.entries(POSITIONS).map(([asset, units]) => [asset, decimal(units)]));

/** Why a request isn't let in; null where nothing is wrong with it. */
function faultOf({ method, url, headers, body }: SimulatedRequest, lastNonce: bigint): string | null {
  const nonce = new URLSearchParams(body).get("nonce") ?? "";
  if (method !== "POST" || headers["content-type"] !== "application/x-www-form-urlencoded") return "EGeneral:Invalid arguments";
  if (headers["api-key"] !== KEY) return "EAPI:Invalid key";
  const digest = createHash("sha256")
    .update(nonce + body)
    .digest();
  const expected = createHmac("sha512", Buffer.from(SECRET, "base64")).update(url.pathname).update(digest).digest("base64");
  if (headers["api-sign"] !== expected) return "EAPI:Invalid signature";
  return /^\d+$/.test(nonce) && BigInt(nonce) > lastNonce ? null : "EAPI:Invalid nonce";
}

/** The newest first, fifty at a time; `start` is not part of what is asked for, `end` is. */
function ledgerPage(all: readonly Entry[], form: URLSearchParams, behaviour: string): SimulatedAnswer {
  const [start, end] = [Number(form.get("start") ?? 0), Number(form.get("end") ?? Number.MAX_SAFE_INTEGER)];
  const kind = form.get("type") ?? "all";
  const asked = all
    .filter(({ time, type }) => Number(time) > start && Number(time) <= end && (kind === "all" || type === kind))
    .toReversed();
  const offset = Number(form.get("ofs") ?? 0);
  const from = behaviour === "duplicated-pages" ? Math.max(0, offset - 7) : offset;
  const size = behaviour === "half-empty-page" && offset === PAGE ? 20 : PAGE;
  const page = asked.slice(from, offset + size);
  if (behaviour === "reordered-pages") page.reverse();
  // Times are numbers with more digits than a float keeps.
  const written = page.map(
    ({ id, time, ...entry }) => `${JSON.stringify(id)}:{"time":${time},"aclass":"currency",${JSON.stringify(entry).slice(1)}`,
  );
  return {
    headers: { "content-type": "application/json" },
    body: `{"error":[],"result":{"count":${asked.length},"ledger":{${written.join(",")}}}}`,
  };
}
