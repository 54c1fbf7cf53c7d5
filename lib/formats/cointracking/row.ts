import { absolute, add, type DecimalString, negate, sign, subtract, ZERO } from "@/lib/money/decimal";
import { assetCode, isFiat, quotesAreMoney } from "../exchange/assets";
import type { ContentIds } from "../exchange/content-ids";
import type { Amount, ExchangeEvent } from "../exchange/event";
import { itemsOf } from "../exchange/items";
import { feeRow, movementRow, rewardRow, unknownRow } from "../exchange/movements";
import { exchangeRows } from "../exchange/swap";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { type Column, SOURCE } from "./columns";

type Row = TableRow<Column>;

/** What a type means, by the first family of words that it has; English and German. */
const FAMILIES: readonly (readonly [RegExp, "fee" | "settlement" | "movement" | "reward", string])[] = [
  [/fee|gebühr/i, "fee", ""],
  [/margin|derivat|futures|p2p (?:profit|loss)/i, "settlement", "margin"],
  [/^(?:deposit|withdrawal|einzahlung|auszahlung)/i, "movement", ""],
  [/gift|geschenk|tip\b/i, "movement", "gift"],
  [/donation|spende/i, "movement", "donation"],
  [/spend|ausgabe|expense/i, "movement", "spending"],
  [/stolen|gestohlen|lost|verlust|hack/i, "movement", "lost"],
  [/staking/i, "reward", "staking"],
  [/airdrop/i, "reward", "airdrop"],
  [/mining|minting|masternode/i, "reward", "mining"],
  [/interest|zinsen|lending|dividend/i, "reward", "interest"],
  [/income|einnahme|reward|bonus|cashback/i, "reward", "reward"],
];

/**
 * The rows of one line: what was bought (came) and sold (went). CoinTracking's amounts have a fee in the same currency in them; one in a third
 * currency is told for information, and stands again as a line of its own.
 */
export function readRow(row: Row, countedIn: (asset: string) => string, ids: ContentIds): FormatItem[] {
  const type = row.requiredText("type", "A type such as Trade.");
  const at = row.time("date");
  const came = sideOf(row, "buy", "buyCurrency");
  const went = sideOf(row, "sell", "sellCurrency");
  const fee = sideOf(row, "fee", "feeCurrency");
  if (!came && !went && !row.isRefused)
    row.refuse("The line has neither an amount bought nor one sold.", "An amount such as 0.5, with its currency.");
  if (!at || row.isRefused) return [row.refusal()];
  const family = FAMILIES.find(([words]) => words.test(type));
  const event: ExchangeEvent = {
    source: SOURCE,
    at,
    isMoney: quotesAreMoney,
    countedIn,
    id: ids.of(at.instant, [type, ...[came, went, fee].map((side) => (side ? `${side.asset} ${side.amount}` : "-")), row.text("exchange")]),
    meta: {
      rawType: type,
      description: row.text("comment"),
      ...(family?.[2] ? { subtype: family[2] } : {}),
      ...(row.has("txId") ? { txId: row.text("txId") } : {}),
      ...(fee && fee.asset !== came?.asset && fee.asset !== went?.asset ? { feeTold: `${fee.amount} ${fee.asset}` } : {}),
    },
  };
  if (came && went) {
    const within = (side: Amount) => (fee && fee.asset === side.asset ? fee.amount : ZERO);
    const worth = worthOf(row);
    return itemsOf(
      row,
      exchangeRows({
        ...event,
        given: { asset: went.asset, amount: atLeast(subtract(went.amount, within(went)), went.amount) },
        taken: { asset: came.asset, amount: add(came.amount, went.asset === came.asset ? ZERO : within(came)) },
        ...(worth ? { worth } : {}),
        fees: fee && (fee.asset === went.asset || fee.asset === came.asset) && sign(subtract(went.amount, within(went))) > 0 ? [fee] : [],
      }),
    );
  }
  const side = came ?? went;
  if (!side) return [row.refusal()];
  const change = came ? side.amount : negate(side.amount);
  if (family?.[1] === "fee") return itemsOf(row, [feeRow(event, { asset: side.asset, amount: negate(change) })]);
  if (family?.[1] === "movement") return itemsOf(row, [movementRow(event, side.asset, change)]);
  if (family?.[1] === "reward") return itemsOf(row, [rewardRow(event, side.asset, change)]);
  if (family?.[1] === "settlement") return itemsOf(row, [unknownRow(event, side.asset, change, "settlement")]);
  const { tradeType, doubts } = row.meaning({}, type);
  return itemsOf(row, [unknownRow({ ...event, doubts }, side.asset, change, tradeType)]);
}

/** A fee as large as the sale can't be in it. */
const atLeast = (bare: DecimalString, whole: DecimalString): DecimalString => (sign(bare) > 0 ? bare : whole);

function sideOf(row: Row, amount: Column, currency: Column): Amount | null {
  const value = row.number(amount);
  if (value === null || sign(value) === 0) return null;
  const asset = assetCode(row.text(currency));
  if (asset === null) row.refuse(`${row.title(currency)}: "${row.text(currency).slice(0, 60)}" is no currency.`, "A code such as BTC.");
  return asset === null ? null : { asset, amount: absolute(value) };
}

/** What a trade was worth in the account's own money, where the export has that: the name of the column says which. */
function worthOf(row: Row): { amount: DecimalString; currency: string } | null {
  for (const column of ["sellValue", "buyValue"] as const) {
    const currency = / in ([A-Z]{3})/i.exec(row.title(column))?.[1]?.toUpperCase() ?? "";
    const amount = isFiat(currency) ? row.number(column) : null;
    if (amount !== null && sign(amount) > 0) return { amount, currency };
  }
  return null;
}
