import type { TradeType } from "@/lib/transactions/trade-types";

/** Types whose entries with one reference are the sides of one exchange. */
export const EXCHANGES: ReadonlySet<string> = new Set(["trade", "spend", "receive", "settled", "conversion", "sale", "margin trade"]);

/** What a single entry is. */
export interface Meaning {
  tradeType: TradeType | "internal";
  subtype?: string;
  doubt?: string;
}

const REWARD: Meaning = { tradeType: "reward", subtype: "reward" };

const TYPES: Readonly<Record<string, Meaning>> = {
  deposit: { tradeType: "transfer_in" },
  withdrawal: { tradeType: "transfer_out" },
  staking: { tradeType: "reward", subtype: "staking" },
  dividend: { tradeType: "reward", subtype: "dividend" },
  reward: REWARD,
  credit: { tradeType: "reward", subtype: "credit" },
  "invite bonus": { tradeType: "reward", subtype: "referral" },
  referral: { tradeType: "reward", subtype: "referral" },
  airdrop: { tradeType: "reward", subtype: "airdrop" },
  adjustment: { tradeType: "adjustment" },
  margin: { tradeType: "settlement", subtype: "margin" },
  "margin trade": { tradeType: "settlement", subtype: "margin" },
  rollover: { tradeType: "fee", subtype: "rollover" },
};

/** Moves between pockets of one account. */
const INTERNAL: ReadonlySet<string> = new Set([
  "spottostaking",
  "stakingfromspot",
  "stakingtospot",
  "spotfromstaking",
  "allocation",
  "deallocation",
  "autoallocation",
  "autoallocate",
  "migration",
]);

const REWARDS: Readonly<Record<string, Meaning>> = {
  "": REWARD,
  reward: { tradeType: "reward", subtype: "staking" },
  "reward-bonus": { tradeType: "reward", subtype: "bonus" },
  bonus: { tradeType: "reward", subtype: "bonus" },
  airdrop: { tradeType: "reward", subtype: "airdrop" },
};

const MOVED = "Kraken moved it and doesn't say where: look whether it left the account.";

/** The meaning of an entry by type and subtype, both in lower case; null for a type that nobody knows. `comes`: the amount isn't negative. */
export function meaningOf(type: string, subtype: string, comes: boolean): Meaning | null {
  if ((type === "transfer" || type === "earn" || type === "staking") && INTERNAL.has(subtype)) return { tradeType: "internal" };
  if (type === "earn") return REWARDS[subtype] ?? null;
  if (type !== "transfer") return TYPES[type] ?? null;
  // What is in the futures' wallet is not in this ledger.
  if (/futures/.test(subtype)) return { tradeType: comes ? "transfer_in" : "transfer_out", subtype: "futures" };
  // Airdrops and forks come as transfers that name nothing; coins that Kraken delists go as such.
  if (subtype === "" && comes) return { tradeType: "reward", subtype: "airdrop" };
  return { tradeType: comes ? "transfer_in" : "transfer_out", subtype, doubt: MOVED };
}
