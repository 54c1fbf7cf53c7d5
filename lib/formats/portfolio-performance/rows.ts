import { negate } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import type { Assumptions, FormatItem } from "../types";
import { moved, readCash, readLoneSide } from "./cash";
import type { Client, Place, Statement } from "./client";
import { type EntryReader, type FileEntry, SOURCE } from "./entry";
import type { GraphNode } from "./graph";
import type { Partners } from "./partners";
import { readDelivery, readTrade } from "./trade";

/**
 * The ledger rows of statements. A purchase stands in the portfolio and in the account that paid for it:
 * - both of one statement: one row, at the portfolio's side;
 * - of two: the purchase with the money that came for it, and there the money that left. So cash adds up in each.
 */
export class Rows {
  constructor(
    private readonly client: Client,
    private readonly partners: Partners,
    private readonly reader: EntryReader,
    private readonly assume: Assumptions,
  ) {}

  *of(statement: Statement): Generator<FormatItem> {
    for (const owner of statement.owners) {
      for (const node of owner.transactions) {
        const place = this.client.place(node);
        // Listed twice in the file, and a row where it was listed first.
        if (place?.statement === statement && place.owner === owner) yield* this.transaction(node, place);
      }
    }
  }

  private transaction(node: GraphNode, place: Place): FormatItem[] {
    const entry = this.reader.read(node, place);
    if ("kind" in entry) return [entry];
    const partner = this.partners.of(node);
    const isOrder = entry.type === "BUY" || entry.type === "SELL";
    if (place.owner.kind === "portfolio") return isOrder ? this.order(entry, place, partner) : [this.delivery(entry, partner)];
    return [isOrder ? this.orderCash(entry, place, partner) : readCash(entry, this.identity(entry, partner), this.assume)];
  }

  private order(entry: FileEntry, place: Place, partner: GraphNode | null): FormatItem[] {
    const paidIn = this.client.place(partner);
    if (partner === null || paidIn === null) {
      return [
        readDelivery(entry, this.identity(entry, null), ["No account of the file paid or received the money, so no cash was booked."]),
      ];
    }
    const side = this.reader.read(partner, paidIn);
    const cash = "kind" in side ? entry : side;
    const identity = this.identity(entry, partner);
    const trade = readTrade({ ...entry, currency: cash.currency }, cash.amount, identity);
    if (paidIn.statement === place.statement) return [trade];
    const came = entry.type === "BUY" ? cash.amount : negate(cash.amount);
    const { rawType, note } = entry.meta;
    const id = identity.externalId && `${identity.externalId}:cash`;
    return [
      trade,
      moved({ ...entry, currency: cash.currency, meta: { rawType, note } }, came, {
        ...(id ? { externalId: id, externalIds: [id] } : {}),
        groupId: identity.groupId,
        subtype: "settlement",
      }),
    ];
  }

  /** The cash side of a purchase or sale. */
  private orderCash(entry: FileEntry, place: Place, partner: GraphNode | null): FormatItem {
    const tradedIn = this.client.place(partner);
    if (partner === null || tradedIn === null) return readLoneSide(entry, this.identity(entry, null));
    if (tradedIn.statement === place.statement) {
      const word = entry.type === "BUY" ? "purchase" : "sale";
      return { kind: "skipped", line: entry.line, reason: `Part of the ${word} on line ${partner.line}.` };
    }
    const { rawType, note } = entry.meta;
    const net = entry.type === "BUY" ? negate(entry.amount) : entry.amount;
    return moved({ ...entry, meta: { rawType, note } }, net, { ...this.identity(entry, partner), subtype: "settlement" });
  }

  private delivery(entry: FileEntry, partner: GraphNode | null): FormatItem {
    return readDelivery(entry, this.identity(entry, partner));
  }

  private identity(entry: FileEntry, partner: GraphNode | null): Partial<TransactionMeta> {
    const own = this.client.uuid(entry.node);
    const other = partner && this.client.uuid(partner);
    const ids = [own, other].flatMap((id) => (id ? `${SOURCE}:${id}` : []));
    const group = ids.length > 0 ? [...ids].sort()[0] : `${SOURCE}:${entry.at.instant}:${entry.type}:${entry.amount}`;
    return {
      ...(own ? { externalId: `${SOURCE}:${own}`, externalIds: ids } : {}),
      ...(partner ? { groupId: group } : {}),
    };
  }
}
