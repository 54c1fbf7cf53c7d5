import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { InstrumentAnnotations } from "@/components/instruments/instrument-annotations";
import { InstrumentFiguresSkeleton } from "@/components/instruments/instrument-figures";
import { InstrumentHeader } from "@/components/instruments/instrument-header";
import { InstrumentNames } from "@/components/instruments/instrument-names";
import { InstrumentTransactions } from "@/components/instruments/instrument-transactions";
import { MergedInstruments } from "@/components/instruments/merged-instruments";
import { Positions } from "@/components/instruments/positions";
import { PricesCard } from "@/components/prices/prices-card";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { getAnnotations } from "@/lib/instruments/annotations/queries";
import { getInstrument } from "@/lib/instruments/queries";
import { getInstrumentPrices } from "@/lib/prices/queries";
import { getSettings } from "@/lib/users/queries";
import { FiguresPart } from "./figures-part";

export const metadata: Metadata = { title: "Instrument" };

/** What tells whether it is there comes first: somebody else's instrument must be a 404, and only the query knows. */
export default async function InstrumentPage({ params }: PageProps<"/instruments/[id]">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const instrument = id && (await getInstrument(actor, id));
  if (!instrument) notFound();
  const [{ locale, timeZone }, annotations, prices] = await Promise.all([
    getSettings(actor),
    getAnnotations(actor, id),
    getInstrumentPrices(actor, id),
  ]);
  return (
    <>
      <InstrumentHeader instrument={instrument} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="min-w-0 space-y-5">
          <Suspense fallback={<InstrumentFiguresSkeleton />}>
            <FiguresPart actor={actor} id={id} transactions={instrument.transactions} />
          </Suspense>
          <Positions heldIn={instrument.heldIn} locale={locale} />
          {prices && !instrument.mergedInto && <PricesCard instrument={instrument} prices={prices} locale={locale} timeZone={timeZone} />}
          <InstrumentTransactions rows={instrument.transactions} locale={locale} timeZone={timeZone} />
        </div>
        <div className="min-w-0 space-y-5">
          <InstrumentNames instrument={instrument} locale={locale} />
          <MergedInstruments merged={instrument.merged} />
          {annotations && <InstrumentAnnotations instrumentId={instrument.id} annotations={annotations} {...{ locale, timeZone }} />}
        </div>
      </div>
    </>
  );
}
