import type { AssetType } from "@/lib/instruments/asset-types";
import type { Meaning } from "../table/row";

export type Kind = "open" | "close" | "copy" | "reward" | "split" | "cash";

const OPEN =
  /^(?:open position|position opened|posici[oó]n abierta|abrir posici[oó]n|er[oö]ffnete position|position er[oö]ffnet|position ouverte|posizione aperta)/i;
const CLOSE =
  /^(?:position closed|profit\/loss of trade|posici[oó]n cerrada|position geschlossen|geschlossene position|position (?:clôtur|ferm)ée|posizione chiusa)/i;
/** Money that goes into copied portfolios and comes back: their positions are positions of the account. */
const COPY = /^(?:start copy|stop copy|pause copy|account balance to mirror|mirror balance to account|copy )/i;
const REWARD = /^(?:airdrop|staking|crypto staking|crypto reward)/i;
const SPLIT = /^corp action: split|^(?:stock )?split/i;

export function kindOf(type: string): Kind {
  if (OPEN.test(type)) return "open";
  if (CLOSE.test(type)) return "close";
  if (COPY.test(type)) return "copy";
  if (REWARD.test(type)) return "reward";
  return SPLIT.test(type) ? "split" : "cash";
}

const CASH: readonly (readonly [RegExp, Meaning])[] = [
  [
    /withdraw\w* (?:conversion )?fee|deposit (?:conversion )?fee|conversion fee|comisi[oó]n|umrechnungsgeb/i,
    { tradeType: "fee", subtype: "conversion" },
  ],
  [/^sdrt|stamp duty|\btax\b|impuesto|steuer|taxe/i, { tradeType: "tax" }],
  [/overnight|rollover|nachtgeb|nocturn|nuit|notturn/i, { tradeType: "fee", subtype: "overnight" }],
  [/^(?:fee|commission|inactivity fee|admin fee|geb)/i, { tradeType: "fee" }],
  [/^dividend/i, { tradeType: "dividend" }],
  [/interest|inter[eé]s|zins|intérêt/i, { tradeType: "interest" }],
  [/^withdraw|^solicitud de retir|^retir|^auszahlung|^retrait|^prelievo/i, { tradeType: "withdrawal" }],
  [/^deposit|^dep[oó]sito|^einzahlung|^dépôt/i, { tradeType: "deposit" }],
  [/bonus|cashback|refer|promotion|reward/i, { tradeType: "interest", subtype: "bonus" }],
  [/adjustment|compensation|ajuste|anpassung/i, { tradeType: "adjustment" }],
];

export const cashMeaning = (type: string): Meaning | null => CASH.find(([words]) => words.test(type))?.[1] ?? null;

const ASSETS: readonly (readonly [RegExp, AssetType])[] = [
  [/stock|accion|aktie|action|azion/i, "stock"],
  [/^etf/i, "etf"],
  [/^crypto margin|cfd|contracts? for/i, "cfd"],
  [/crypto|krypto|cripto/i, "crypto"],
  [/option|^opt$/i, "option"],
  [/future|^fut$/i, "future"],
  [/indices|index|commodit|currenc|divisa|materia/i, "cfd"],
];

/** Stocks, where the statement doesn't say; what is traded on margin is a contract. */
export const assetTypeOf = (text: string): AssetType => ASSETS.find(([words]) => words.test(text))?.[1] ?? "stock";
