import { OnlyNow } from "@/components/moment/only-now";
import type { Annotations } from "@/lib/instruments/annotations/schema";
import type { InstrumentDetail } from "@/lib/instruments/schema";
import { InstrumentAnnotations } from "./instrument-annotations";
import { InstrumentNames } from "./instrument-names";
import { MergedInstruments } from "./merged-instruments";

interface InstrumentSidebarProps {
  instrument: InstrumentDetail;
  annotations: Annotations | null;
  locale: string;
  timeZone: string;
}

/** What it is called, and what the person says of it: kept as it is now. */
export function InstrumentSidebar({ instrument, annotations, locale, timeZone }: InstrumentSidebarProps) {
  return (
    <OnlyNow>
      <div className="min-w-0 space-y-5">
        <InstrumentNames instrument={instrument} locale={locale} />
        <MergedInstruments merged={instrument.merged} />
        {annotations && (
          <InstrumentAnnotations instrumentId={instrument.id} annotations={annotations} locale={locale} timeZone={timeZone} />
        )}
      </div>
    </OnlyNow>
  );
}
