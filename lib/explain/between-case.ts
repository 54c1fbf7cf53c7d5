import "server-only";
import type { RateTable } from "@/lib/engine/valuation/rates";
import { findList } from "@/lib/holdings/rows";
import type { SnapshotView } from "@/lib/holdings/schema";
import { compareLists } from "@/lib/reconciliation/between/queries";
import { type BetweenLine, NOTHING, pricedSide, type Side } from "@/lib/reconciliation/between/rules";
import { endOf } from "@/lib/reconciliation/comparison/queries";
import type { ExplainContext } from "./explainer";
import type { RowSpan } from "./ledger-sources";
import { ledgerKeysOf } from "./reconciled-case";
import type { ExplainRequest, ExplainSubject } from "./schema";

/** One line of a comparison of two lists, with everything that it was made of. */
export interface BetweenCase {
  tx: ExplainContext["tx"];
  account: { id: bigint; displayName: string };
  request: ExplainRequest;
  /** Of the line, as addresses have it. */
  subject: ExplainSubject & { account: string; instrument: string; earlier: string; snapshot: string };
  from: SnapshotView;
  to: SnapshotView;
  line: BetweenLine;
  /** The line of each list; where it isn't on one, nothing. */
  sides: { from: Side; to: Side };
  /** The list whose price is taken. */
  priced: { list: SnapshotView; side: Side };
  /** What the ledger calls the instrument: `ledger_key` of the database. */
  names: readonly string[];
  /** The rows in between. */
  span: RowSpan;
  base: string;
  rates: RateTable;
}

/** The line of a subject between two lists, whichever way they are named. Null where there is none. */
export async function betweenCase({ tx }: ExplainContext, request: ExplainRequest): Promise<BetweenCase | null> {
  const { account: id, instrument, earlier, snapshot, moment } = request;
  if (id === undefined || instrument === undefined || earlier === undefined || snapshot === undefined) return null;
  const account = await tx.brokerAccount.findUnique({ where: { id: BigInt(id) }, select: { id: true, displayName: true } });
  if (!account) return null;
  const [one, other] = [await findList(tx, account.id, moment, earlier), await findList(tx, account.id, moment, snapshot)];
  if (!one || !other) return null;
  const [from, to] = one.asOf <= other.asOf ? [one, other] : [other, one];
  const { baseCurrency: base } = await tx.userSettings.findFirstOrThrow({ select: { baseCurrency: true } });
  const compared = await compareLists(tx, account.id, { from, to, base, moment });
  const line = compared.lines.find(({ subject }) => subject.key === instrument);
  if (!line) return null;
  const sides = { from: compared.sides.from.get(instrument) ?? NOTHING, to: compared.sides.to.get(instrument) ?? NOTHING };
  const side = pricedSide(sides.from, sides.to);
  return {
    ...{ tx, account, request, from, to, line, sides, base, rates: compared.rates },
    subject: { account: id, instrument, earlier: from.id, snapshot: to.id },
    priced: { list: side === sides.to ? to : from, side },
    names: ledgerKeysOf(compared.comparison, instrument),
    span: { after: endOf(from), until: endOf(to) },
  };
}
