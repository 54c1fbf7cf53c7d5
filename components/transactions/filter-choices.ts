import type { Choice } from "@/components/table/check-group";
import { ASSET_TYPE_LABELS } from "@/lib/instruments/asset-types";
import { TRADE_TYPES } from "@/lib/transactions/trade-types";

/** What the ledger can be filtered by. */
export interface FilterChoices {
  tradeTypes: readonly Choice[];
  assetTypes: readonly Choice[];
  /** Empty where there is only one. */
  accounts: readonly Choice[];
}

/** The choices for a page with these accounts. For server components: the lists travel as props, not the schemas they come from. */
export function filterChoices(accounts: readonly { id: string; displayName: string }[]): FilterChoices {
  return {
    tradeTypes: Object.entries(TRADE_TYPES).map(([value, { label }]) => ({ value, label })),
    assetTypes: Object.entries(ASSET_TYPE_LABELS).map(([value, label]) => ({ value, label })),
    accounts: accounts.map(({ id, displayName }) => ({ value: id, label: displayName })),
  };
}
