import type { Meaning } from "../table/row";

/** Types of the transaction history, in lower case. What a fiat row of a type is (a deposit rather than a delivery) its asset decides. */
export const ACTIONS: Readonly<Record<string, Meaning>> = {
  buy: { tradeType: "buy" },
  "advanced trade buy": { tradeType: "buy" },
  "advance trade buy": { tradeType: "buy" },
  "recurring buy": { tradeType: "buy" },
  sell: { tradeType: "sell" },
  "advanced trade sell": { tradeType: "sell" },
  "advance trade sell": { tradeType: "sell" },
  send: { tradeType: "transfer_out" },
  receive: { tradeType: "transfer_in" },
  deposit: { tradeType: "transfer_in" },
  withdrawal: { tradeType: "transfer_out" },
  "fiat deposit": { tradeType: "transfer_in" },
  "fiat withdrawal": { tradeType: "transfer_out" },
  // The names are Coinbase Pro's and Exchange's: a deposit there goes out of here.
  "exchange deposit": { tradeType: "transfer_out", subtype: "exchange" },
  "exchange withdrawal": { tradeType: "transfer_in", subtype: "exchange" },
  "pro deposit": { tradeType: "transfer_out", subtype: "exchange" },
  "pro withdrawal": { tradeType: "transfer_in", subtype: "exchange" },
  "prime deposit": { tradeType: "transfer_out", subtype: "exchange" },
  "prime withdrawal": { tradeType: "transfer_in", subtype: "exchange" },
  "staking income": { tradeType: "reward", subtype: "staking" },
  "staking reward": { tradeType: "reward", subtype: "staking" },
  "inflation reward": { tradeType: "reward", subtype: "staking" },
  "rewards income": { tradeType: "reward", subtype: "reward" },
  "reward income": { tradeType: "reward", subtype: "reward" },
  "interest income": { tradeType: "reward", subtype: "interest" },
  "interest payout": { tradeType: "reward", subtype: "interest" },
  "learning reward": { tradeType: "reward", subtype: "learning" },
  "coinbase earn": { tradeType: "reward", subtype: "learning" },
  "card reward": { tradeType: "reward", subtype: "cashback" },
  "credit card reward": { tradeType: "reward", subtype: "cashback" },
  "incentives rewards payout": { tradeType: "reward", subtype: "bonus" },
  "referral reward": { tradeType: "reward", subtype: "referral" },
  airdrop: { tradeType: "reward", subtype: "airdrop" },
  fork: { tradeType: "reward", subtype: "fork" },
  "subscription rebate": { tradeType: "reward", subtype: "rebate" },
  "subscription rebates": { tradeType: "reward", subtype: "rebate" },
  subscription: { tradeType: "fee", subtype: "subscription" },
  "asset migration": { tradeType: "symbol_change" },
};

/** One coin for another, told by the notes: `Converted 0.5 ETH to 0.03 BTC`. */
export const CONVERSIONS: ReadonlySet<string> = new Set(["convert", "wrap", "wrap asset", "unwrap", "unwrap asset"]);

/** Coins paid with a card: sold, and the money spent. */
export const CARD: ReadonlySet<string> = new Set(["card spend", "debit card spend"]);

/** Moves between pockets of one account: what it holds, staked or not, stays the same. */
export const INTERNAL: ReadonlySet<string> = new Set([
  "retail staking transfer",
  "retail staking transfer in",
  "retail staking transfer out",
  "retail unstaking transfer",
  "retail unstaking transfer in",
  "retail unstaking transfer out",
  "retail eth2 deprecation",
  "vault deposit",
  "vault withdrawal",
  "vault transfer",
]);
