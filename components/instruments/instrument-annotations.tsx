import type { Annotations } from "@/lib/instruments/annotations/schema";
import { InstrumentNote } from "./instrument-note";
import { InstrumentTags } from "./instrument-tags";

interface InstrumentAnnotationsProps {
  instrumentId: string;
  annotations: Annotations;
  locale: string;
  timeZone: string;
}

/** What the person says of an instrument: tags, and a note. */
export function InstrumentAnnotations({ instrumentId, annotations, locale, timeZone }: InstrumentAnnotationsProps) {
  const { tags, known, note, notedAt } = annotations;
  return (
    <>
      <InstrumentTags instrumentId={instrumentId} tags={tags} known={known} />
      <InstrumentNote instrumentId={instrumentId} note={note} notedAt={notedAt} locale={locale} timeZone={timeZone} />
    </>
  );
}
