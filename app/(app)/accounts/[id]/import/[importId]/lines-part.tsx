import type { Route } from "next";
import type { ComponentProps } from "react";
import { ImportLines } from "@/components/imports/import-lines";
import { RefusedLines } from "@/components/imports/refused-lines";
import { InstrumentWarnings } from "@/components/instruments/instrument-warnings";
import type { Actor } from "@/lib/auth/actor";
import { listImportRows } from "@/lib/imports/queries";
import type { ImportView } from "@/lib/imports/schema";
import { getInstrumentWarnings } from "@/lib/instruments/queries";

export async function Refused({ actor, view, total }: { actor: Actor; view: ImportView; total: number }) {
  const { rows } = await listImportRows(actor, BigInt(view.id), { outcome: "refused" });
  return <RefusedLines rows={rows} total={total} listHref={`/accounts/${view.accountId}/import/${view.id}?outcome=refused` as Route} />;
}

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
