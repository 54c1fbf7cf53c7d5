import type { SelectOption } from "@/components/ui/select";
import type { AccountSummary } from "@/lib/accounts/schema";
import type { ImportStatementView } from "@/lib/imports/schema";

/** Where the rows of a statement can go: this account first, then the person's others, a new one, or nowhere. */
export function targetChoices(here: AccountSummary, accounts: readonly AccountSummary[]): SelectOption[] {
  const label = ({ displayName, portfolioName, externalAccountId }: AccountSummary) =>
    [displayName, externalAccountId, portfolioName].filter((part) => part !== null && part !== "").join(", ");
  return [
    { value: here.id, label: `This account: ${label(here)}` },
    ...accounts.filter(({ id }) => id !== here.id).map((account) => ({ value: account.id, label: label(account) })),
    { value: "link", label: "A new account for it" },
    { value: "skip", label: "Leave these rows out" },
  ];
}

/** The choice that stands now; empty while there is none. */
export function currentChoice({ decision, target }: ImportStatementView): string {
  if (decision === "skip") return "skip";
  return decision === "import" ? (target?.id ?? "") : "";
}
