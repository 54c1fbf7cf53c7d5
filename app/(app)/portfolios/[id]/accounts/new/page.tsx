import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { brokerOptions } from "@/components/accounts/broker-option";
import { LinkAccountForm } from "@/components/accounts/link-account-form";
import { PageHeader } from "@/components/ui/page-header";
import { getBrokerNames } from "@/lib/accounts/queries";
import { requireActor } from "@/lib/auth/session";
import { BROKERS } from "@/lib/brokers/registry";
import { parseRowId } from "@/lib/db/row-id";
import { getPortfolio } from "@/lib/portfolios/queries";

export const metadata: Metadata = { title: "Link an account" };

export default async function LinkAccountPage({ params, searchParams }: PageProps<"/portfolios/[id]/accounts/new">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const portfolio = id && (await getPortfolio(actor, id));
  if (!portfolio) notFound();
  const { broker } = await searchParams;
  return (
    <>
      <PageHeader
        title="Link an account"
        description={`A broker account in ${portfolio.name}.`}
        breadcrumbs={[{ label: "Portfolios", href: "/portfolios" }, { label: portfolio.name, href: `/portfolios/${portfolio.id}` as Route }, { label: "Link an account" }]}
      />
      <LinkAccountForm
        portfolioId={portfolio.id}
        options={brokerOptions(BROKERS, await getBrokerNames(actor))}
        initial={typeof broker === "string" ? broker : undefined}
      />
    </>
  );
}
