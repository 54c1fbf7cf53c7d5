import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { brokerOptions } from "@/components/accounts/broker-option";
import { LinkAccountForm } from "@/components/accounts/link-account-form";
import { getBrokerNames } from "@/lib/accounts/queries";
import { requireActor } from "@/lib/auth/session";
import { BROKERS } from "@/lib/brokers/registry";
import { parseRowId } from "@/lib/db/row-id";
import { getPortfolio } from "@/lib/portfolios/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Link account" };

export default async function LinkAccountPage({ params, searchParams }: PageProps<"/portfolios/[id]/accounts/new">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const portfolio = id && (await getPortfolio(actor, id));
  if (!portfolio) notFound();
  const { broker } = await searchParams;
  return (
    <section aria-labelledby="link-account" className="space-y-4">
      <h2 id="link-account" className="text-lg font-semibold">
        Link account
      </h2>
      <LinkAccountForm
        portfolioId={portfolio.id}
        options={brokerOptions(BROKERS, await getBrokerNames(actor))}
        initial={typeof broker === "string" ? broker : undefined}
        locale={(await getSettings(actor)).locale}
      />
    </section>
  );
}
