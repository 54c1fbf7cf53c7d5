import type { ComponentProps } from "react";
import { ImportLines } from "@/components/imports/import-lines";
import { InstrumentWarnings } from "@/components/instruments/instrument-warnings";
import type { Actor } from "@/lib/auth/actor";
import { listImportRows } from "@/lib/imports/rows/queries";
import { getInstrumentWarnings } from "@/lib/instruments/queries";

type LinesProps = Omit<ComponentProps<typeof ImportLines>, "first"> & { actor: Actor };

export async function Lines({ actor, ...shown }: LinesProps) {
  const { view, outcome } = shown;
  const importId = BigInt(view.id);
  const first = await listImportRows(actor, importId, outcome ? { outcome } : {});
  const warnings = view.status === "preview" ? await getInstrumentWarnings(actor, importId) : [];
  return (
    <>
      <InstrumentWarnings warnings={warnings} />
      <ImportLines {...shown} first={first} />
    </>
  );
}
