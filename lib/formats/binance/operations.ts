/** What a line of the statement is, by its operation. Binance adds names with every product: families catch those to come. */
export type Operation =
  | { kind: "side"; of: "trade" | "convert" | "dust" | "renamed" }
  | { kind: "fee" }
  | { kind: "internal" }
  | { kind: "movement"; subtype?: string; doubt?: string }
  | { kind: "reward"; subtype: string }
  | { kind: "settlement"; subtype: string }
  | { kind: "unknown" };

const P2P = "Bought or sold from person to person: the file doesn't tell what was paid. Enter it, to know cost and gain.";
const LENT = "Borrowed or paid back: the file doesn't hold what is owed.";

const FAMILIES: readonly (readonly [RegExp, Operation])[] = [
  [
    /^(?:transaction )?(?:buy|sell|sold|spend|spent|revenue|related)$|^buy crypto|^sell crypto|^auto-invest transaction|^fiat ocbs/,
    { kind: "side", of: "trade" },
  ],
  [/^(?:transaction )?fee$|^trading fee/, { kind: "fee" }],
  [/convert|otc trading/, { kind: "side", of: "convert" }],
  [/^small assets? exchange|dust/, { kind: "side", of: "dust" }],
  // One coin under another name or in another wrapping: the cost goes with it.
  [
    /^eth ?2\.0 staking$|^(?:w?beth|bnsol|solv).*(?:staking|wrap|convert)$|^token swap|rebrand|redenomination/,
    { kind: "side", of: "renamed" },
  ],
  [/funding fee/, { kind: "settlement", subtype: "funding" }],
  [/reali[sz]ed? (?:profit|pnl)|insurance fund|liquidat|delivered settelment|settlement/, { kind: "settlement", subtype: "futures" }],
  [/loan|repay|borrow/, { kind: "movement", subtype: "loan", doubt: LENT }],
  [/^p2p|^c2c/, { kind: "movement", subtype: "p2p", doubt: P2P }],
  [/cashback/, { kind: "reward", subtype: "cashback" }],
  [/commission|rebate|kickback|referral|referrer/, { kind: "reward", subtype: "rebate" }],
  [/airdrop|launchpool|megadrop|hodler/, { kind: "reward", subtype: "airdrop" }],
  [/interest|reward|staking bonus|mining|earnings/, { kind: "reward", subtype: "staking" }],
  [/distribution|bonus|voucher|crypto box|red packet|gift|competition|restitution/, { kind: "reward", subtype: "distribution" }],
  [/subscri|redemption|redeem|purchase|transfer|freeze|(?:^|\s)lock|unlock|^staking$|move/, { kind: "internal" }],
  [/deposit|withdraw|^send$|^receive$|binance pay|merchant|card|^pay\b|payment/, { kind: "movement" }],
];

export function operationOf(written: string): Operation {
  const name = written.trim().toLowerCase();
  return FAMILIES.find(([family]) => family.test(name))?.[1] ?? { kind: "unknown" };
}
