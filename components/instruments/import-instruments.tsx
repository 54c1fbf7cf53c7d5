import type { ImportInstruments } from "@/lib/instruments/schema";
import { InstrumentWarnings } from "./instrument-warnings";
import { UnknownSymbols } from "./unknown-symbols";

/** What the instruments of a file ask before it is imported; neither stands in the way. */
export function ImportInstrumentsPart({ importId, warnings, unknown, choices }: ImportInstruments & { importId: string }) {
  if (warnings.length === 0 && unknown.length === 0) return null;
  return (
    <>
      <InstrumentWarnings warnings={warnings} />
      {unknown.length > 0 && <UnknownSymbols importId={importId} unknown={unknown} choices={choices} />}
    </>
  );
}
