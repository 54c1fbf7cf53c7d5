import { z } from "zod";
import type { Counting } from "@/lib/formats/exchange/counting";
import { movementRow, rewardRow } from "@/lib/formats/exchange/movements";
import type { FormatItem } from "@/lib/formats/types";
import { negate, ZERO } from "@/lib/money/decimal";
import type { ReadPage } from "../../pages";
import { asset, drafts, entriesOf, eventOf, instant, skipped, units } from "./event";

const array = z.array(z.unknown());
const told = { coin: asset, amount: units, txId: z.string().nullish(), network: z.string().nullish() };
const deposit = z.object({ ...told, id: z.string().nullish(), status: z.string(), insertTime: instant });
const withdrawal = z.object({
  ...told,
  id: z.string(),
  status: z.string(),
  transactionFee: units,
  // In UTC, which isn't said.
  applyTime: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    .transform((text) => `${text.replace(" ", "T")}.000Z`),
});
const rows = z.object({ rows: array }).transform((answer) => answer.rows);
const distribution = z.object({
  id: z.string().nullish(),
  tranId: z.string(),
  asset,
  amount: units,
  divTime: instant,
  enInfo: z.string().nullish(),
});
const fiatList = z.object({ data: array.nullish() }).transform(({ data }) => data ?? []);
const fiat = z.object({
  orderNo: z.string(),
  fiatCurrency: asset,
  indicatedAmount: units,
  amount: units,
  method: z.string().nullish(),
  status: z.string(),
  createTime: instant,
});

/** Credited, and credited but not free to be withdrawn yet. */
const ARRIVED = ["1", "6"];
const SENT = "6";

/** What came and went without anything given for it: deposits, withdrawals and distributions. */
export function* movements(pages: readonly ReadPage[], counting: Counting): Generator<FormatItem> {
  for (const each of entriesOf(pages, "deposits", array, deposit, (entry) => `${entry.coin} ${entry.id ?? ""} ${entry.txId ?? ""}`))
    yield* "kind" in each ? [each] : depositItems(each.line, each.entry, counting);
  for (const each of entriesOf(pages, "withdrawals", array, withdrawal, ({ id }) => id))
    yield* "kind" in each ? [each] : withdrawalItems(each.line, each.entry, counting);
  for (const each of entriesOf(pages, "distributions", rows, distribution, distributionId))
    yield* "kind" in each ? [each] : distributionItems(each.line, each.entry, counting);
  for (const [stream, direction] of [
    ["fiat deposits", 1],
    ["fiat withdrawals", -1],
  ] as const)
    for (const each of entriesOf(pages, stream, fiatList, fiat, ({ orderNo }) => orderNo))
      yield* "kind" in each ? [each] : fiatItems(each.line, each.entry, direction, counting);
}

function depositItems(
  line: number,
  { coin, amount, txId, id, network, status, insertTime }: z.infer<typeof deposit>,
  counting: Counting,
): FormatItem[] {
  if (!ARRIVED.includes(status)) return [skipped(line, status)];
  const event = eventOf(insertTime, `deposit:${coin}:${txId || id || insertTime}`, counting, {
    rawType: "Deposit",
    description: network ?? "",
  });
  return drafts(line, [movementRow(event, coin, amount)]);
}

function withdrawalItems(line: number, entry: z.infer<typeof withdrawal>, counting: Counting): FormatItem[] {
  const { coin, amount, txId, id, network, status, applyTime, transactionFee } = entry;
  if (status !== SENT) return [skipped(line, status)];
  const meta = { rawType: "Withdrawal", description: network ?? "" };
  return drafts(line, [
    movementRow(eventOf(applyTime, `withdrawal:${coin}:${txId || id}`, counting, meta), coin, negate(amount), transactionFee),
  ]);
}

const distributionId = ({ id, tranId, asset: code }: z.infer<typeof distribution>) => id ?? `${tranId}:${code}`;

function distributionItems(line: number, entry: z.infer<typeof distribution>, counting: Counting): FormatItem[] {
  const about = entry.enInfo ?? "";
  const subtype = /staking|earn|flexible|locked|savings|interest|vault/i.test(about) ? "staking" : "distribution";
  const event = eventOf(entry.divTime, `distribution:${distributionId(entry)}`, counting, { rawType: about || "Distribution", subtype });
  return drafts(line, [rewardRow(event, entry.asset, entry.amount)]);
}

/** States' money is told as it arrives or leaves, its fee already in the other amount. */
function fiatItems(line: number, entry: z.infer<typeof fiat>, direction: 1 | -1, counting: Counting): FormatItem[] {
  const { orderNo, fiatCurrency: money, indicatedAmount, amount, method, status, createTime } = entry;
  if (!/^(?:completed|successful|finished)$/i.test(status)) return [skipped(line, status)];
  const [kind, change] = direction < 0 ? (["withdrawal", negate(indicatedAmount)] as const) : (["deposit", amount] as const);
  const meta = { rawType: direction < 0 ? "Withdrawal" : "Deposit", description: method ?? "" };
  return drafts(line, [movementRow(eventOf(createTime, `${kind}:${money}:${orderNo}`, counting, meta), money, change, ZERO)]);
}
