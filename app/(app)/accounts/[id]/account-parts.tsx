import { TopHoldings } from "@/components/accounts/top-holdings";
import { ImportsCard } from "@/components/imports/imports-card";
import { RecentTransactions } from "@/components/transactions/recent-transactions";
import type { Actor } from "@/lib/auth/actor";
import { getAccountHoldings } from "@/lib/holdings/queries";
import { listImports } from "@/lib/imports/queries";
import type { Moment } from "@/lib/moment/schema";
import { parseFilter } from "@/lib/transactions/filter";
import { getLedgerPage } from "@/lib/transactions/queries";
import { getSettings } from "@/lib/users/queries";

interface PartProps {
  actor: Actor;
  id: bigint;
  moment: Moment;
}

export async function LargestHoldings({ actor, id, moment }: PartProps) {
  const found = await getAccountHoldings(actor, id, { moment });
  return found && <TopHoldings accountId={id.toString()} rows={found.rows} {...(await getSettings(actor))} />;
}

export async function LastTransactions({ actor, id, moment }: PartProps) {
  const page = await getLedgerPage(actor, { accountId: id }, parseFilter({}), null, moment);
  return page && <RecentTransactions base={`/accounts/${id}`} rows={page.rows.slice(0, 5)} {...(await getSettings(actor))} />;
}

export async function LastImports({ actor, id }: Omit<PartProps, "moment">) {
  return <ImportsCard accountId={id.toString()} imports={await listImports(actor, id, 5)} {...(await getSettings(actor))} />;
}
