import type { Metadata } from "next";
import { Suspense } from "react";
import { InstrumentsSection, InstrumentsSkeleton } from "@/components/instruments/instruments-section";
import { NewInstrument } from "@/components/instruments/new-instrument";
import { PageHeader } from "@/components/ui/page-header";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { listInstruments } from "@/lib/instruments/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Instruments" };

export default async function InstrumentsPage({ searchParams }: PageProps<"/instruments">) {
  const actor = await requireActor();
  const [{ q }, { baseCurrency }] = await Promise.all([searchParams, getSettings(actor)]);
  return (
    <>
      <PageHeader
        title="Instruments"
        description="Everything you hold or held, once, under all the names that brokers give it."
        actions={<NewInstrument currency={baseCurrency} />}
      />
      <Suspense fallback={<InstrumentsSkeleton />}>
        <Instruments actor={actor} q={typeof q === "string" ? q.slice(0, 100) : ""} />
      </Suspense>
    </>
  );
}

async function Instruments({ actor, q }: { actor: Actor; q: string }) {
  const [list, { locale }] = await Promise.all([listInstruments(actor), getSettings(actor)]);
  return <InstrumentsSection {...list} q={q} locale={locale} />;
}
