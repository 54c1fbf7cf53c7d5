import { CorporateAction } from "./corporate-action";
import { InTransit } from "./in-transit";
import type { DisposalEntry, Loose } from "./journal";
import { dayOf } from "./ledger-order";
import type { LedgerRow } from "./ledger-row";
import { OptionDelivery } from "./option-delivery";
import { OPTION_DELIVERIES } from "./row-kinds";
import type { TradeEffect } from "./trade";

/**
 * What the rows of one group have in common. An action and the end of an option happen in one account, and an amount is of one currency;
 * a transfer is of one instrument and joins accounts.
 */
export class Groups {
  private readonly actions = new Map<string, CorporateAction>();
  private readonly transits = new Map<string, InTransit>();
  private readonly options = new Map<string, OptionDelivery>();
  /** Grouped trades of one day that may turn out to be deliveries of an option. */
  private readonly trades = new Map<string, TradeEffect[]>();
  private day = "";

  /** Legs without a group are one action when they are of one instrument and instant: some brokers list a split in two rows. */
  action(row: LedgerRow): CorporateAction {
    const own = row.groupId ?? `\n${row.instrument}\n${row.tradeType}\n${row.tradeTime}`;
    return inMap(this.actions, `${row.accountId}\n${row.currency}\n${own}`, () => new CorporateAction());
  }

  /** Null without a group: then nothing tells where the other end is. */
  transit(row: LedgerRow): InTransit | null {
    if (row.groupId === null) return null;
    return inMap(this.transits, `${row.instrument}\n${row.currency}\n${row.groupId}`, () => new InTransit());
  }

  /** Takes note of a trade that may be a leg of an exercise or an assignment. */
  traded(effect: TradeEffect): void {
    const { row } = effect;
    if (row.groupId === null) return;
    // A delivery and the option that caused it share a day at least, and a long ledger is not to be kept.
    const day = dayOf(row.tradeTime);
    if (day !== this.day) this.trades.clear();
    this.day = day;
    const key = `${row.accountId}\n${row.currency}\n${row.groupId}`;
    if (OPTION_DELIVERIES.includes(row.tradeType)) {
      const delivery = inMap(this.options, key, () => new OptionDelivery());
      delivery.ended(effect);
      for (const earlier of this.trades.get(key) ?? []) delivery.delivered(earlier, row);
      this.trades.delete(key);
    } else if (row.tradeType === "buy" || row.tradeType === "sell") {
      const delivery = this.options.get(key);
      if (delivery) delivery.delivered(effect, row);
      else inMap(this.trades, key, (): TradeEffect[] => []).push(effect);
    }
  }

  /** What is left of groups with a leg missing. */
  loose(): Loose {
    const all = [...this.actions.values(), ...this.transits.values()].map((group) => group.loose());
    return {
      disposals: all.flatMap(({ disposals }): DisposalEntry[] => disposals),
      flows: all.flatMap(({ flows }) => flows),
      problems: all.flatMap(({ problems }) => problems),
    };
  }
}

function inMap<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
