/** What a transaction of a wallet is, by its type. Which way it goes, its sign says. */
export type Meaning =
  | { kind: "order" | "fill" | "conversion" | "internal" }
  | { kind: "movement" | "reward" | "settlement"; subtype?: string }
  | { kind: "fee"; subtype: string };

const INTERNAL: Meaning = { kind: "internal" };
const MOVEMENT: Meaning = { kind: "movement" };
/** Coinbase Pro, Exchange, Prime and International have balances of their own. */
const ELSEWHERE: Meaning = { kind: "movement", subtype: "exchange" };
const CONVERSION: Meaning = { kind: "conversion" };
const STAKING: Meaning = { kind: "reward", subtype: "staking" };

export const MEANINGS: Readonly<Record<string, Meaning>> = {
  buy: { kind: "order" },
  sell: { kind: "order" },
  advanced_trade_fill: { kind: "fill" },
  trade: CONVERSION,
  wrap_asset: CONVERSION,
  unwrap_asset: CONVERSION,
  retail_simple_dust: CONVERSION,
  send: MOVEMENT,
  receive: MOVEMENT,
  request: MOVEMENT,
  fiat_deposit: MOVEMENT,
  fiat_withdrawal: MOVEMENT,
  unsupported_asset_recovery: MOVEMENT,
  cardspend: { kind: "movement", subtype: "card" },
  exchange_deposit: ELSEWHERE,
  exchange_withdrawal: ELSEWHERE,
  pro_deposit: ELSEWHERE,
  pro_withdrawal: ELSEWHERE,
  prime_deposit: ELSEWHERE,
  prime_withdrawal: ELSEWHERE,
  intx_deposit: ELSEWHERE,
  intx_withdrawal: ELSEWHERE,
  transfer: INTERNAL,
  staking_transfer: INTERNAL,
  unstaking_transfer: INTERNAL,
  vault_deposit: INTERNAL,
  vault_withdrawal: INTERNAL,
  staking_reward: STAKING,
  inflation_reward: STAKING,
  interest: { kind: "reward", subtype: "interest" },
  earn_payout: { kind: "reward", subtype: "learning" },
  cardbuyback: { kind: "reward", subtype: "cashback" },
  incentives_rewards_payout: { kind: "reward", subtype: "bonus" },
  incentives_shared_clawback: { kind: "reward", subtype: "clawback" },
  clawback: { kind: "reward", subtype: "clawback" },
  subscription_rebate: { kind: "reward", subtype: "rebate" },
  subscription: { kind: "fee", subtype: "subscription" },
  derivatives_settlement: { kind: "settlement", subtype: "futures" },
};
