import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { InstrumentFiguresSkeleton } from "@/components/instruments/instrument-figures";
import { InstrumentHeader } from "@/components/instruments/instrument-header";
import { InstrumentSidebar } from "@/components/instruments/instrument-sidebar";
import { InstrumentTransactions } from "@/components/instruments/instrument-transactions";
import { Positions } from "@/components/instruments/positions";
import { OnlyNow } from "@/components/moment/only-now";
import { PricesCard } from "@/components/prices/prices-card";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { getAnnotations } from "@/lib/instruments/annotations/queries";
import { getInstrument } from "@/lib/instruments/queries";
import { isNow, parseMoment } from "@/lib/moment/schema";
import { getInstrumentPrices } from "@/lib/prices/queries";
import { getSettings } from "@/lib/users/queries";
import { FiguresPart } from "./figures-part";

export const metadata: Metadata = { title: "Instrument" };

/** What tells whether it is there comes first: somebody else's instrument must be a 404, and only the query knows. */
export default async function InstrumentPage({ params, searchParams }: PageProps<"/instruments/[id]">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const moment = parseMoment(await searchParams);
  const instrument = id && (await getInstrument(actor, id, moment));
  if (!instrument) notFound();
  const [{ locale, timeZone }, annotations, prices] = await Promise.all([
    getSettings(actor),
    getAnnotations(actor, id),
    getInstrumentPrices(actor, id),
  ]);
  return (
    <>
      <InstrumentHeader instrument={instrument} timeZone={timeZone} locale={locale} />
      {/* Names, tags and prices are kept as they are now: looking back, only what happened is shown. */}
      <div className={isNow(moment) ? "grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]" : ""}>
        <div className="min-w-0 space-y-5">
          <Suspense fallback={<InstrumentFiguresSkeleton />}>
            <FiguresPart actor={actor} id={id} transactions={instrument.transactions} moment={moment} />
          </Suspense>
          <Positions instrumentId={instrument.id} heldIn={instrument.heldIn} locale={locale} />
          <OnlyNow>
            {prices && !instrument.mergedInto && <PricesCard instrument={instrument} prices={prices} locale={locale} timeZone={timeZone} />}
          </OnlyNow>
          <InstrumentTransactions rows={instrument.transactions} locale={locale} timeZone={timeZone} />
        </div>
        <InstrumentSidebar instrument={instrument} annotations={annotations} locale={locale} timeZone={timeZone} />
      </div>
    </>
  );
}
