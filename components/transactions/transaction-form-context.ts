import type { Settings } from "@/lib/users/schema";
import { filterChoices } from "./filter-choices";
import type { TransactionFormContext } from "./transaction-form";

/** What the forms of a page with these accounts share. For server components, as {@link filterChoices}. */
export function formContext(
  accounts: readonly { id: string; displayName: string }[],
  { baseCurrency, locale }: Settings,
): TransactionFormContext {
  const { tradeTypes, assetTypes, accounts: choices } = filterChoices(accounts);
  return { accounts: choices, tradeTypes, assetTypes, currency: baseCurrency, locale };
}
