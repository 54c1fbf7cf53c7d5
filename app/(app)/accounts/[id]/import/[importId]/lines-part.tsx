import type { ComponentProps } from "react";
import { ImportLines } from "@/components/imports/import-lines";
import { ImportInstrumentsPart } from "@/components/instruments/import-instruments";
import type { Actor } from "@/lib/auth/actor";
import { listImportRows } from "@/lib/imports/rows/queries";
import type { ImportView } from "@/lib/imports/schema";
import { getImportInstruments } from "@/lib/instruments/queries";

type LinesProps = Omit<ComponentProps<typeof ImportLines>, "first"> & { actor: Actor };

export async function Lines({ actor, ...shown }: LinesProps) {
  const { view, outcome } = shown;
  return <ImportLines {...shown} first={await listImportRows(actor, BigInt(view.id), outcome ? { outcome } : {})} />;
}

/** Of its own boundary: in a long file its names are gathered from all lines, and the first lines need not wait for that. */
export async function Instruments({ actor, view }: { actor: Actor; view: ImportView }) {
  if (view.status !== "preview") return null;
  return <ImportInstrumentsPart importId={view.id} {...(await getImportInstruments(actor, BigInt(view.id)))} />;
}
