"use client";
import { lazy } from "react";
import { mergeInstrumentsAction } from "@/lib/instruments/actions";
import type { InstrumentChoice } from "@/lib/instruments/schema";
import { InstrumentDialog } from "./instrument-dialog";

const OtherField = lazy(() => import("./other-field").then((module) => ({ default: module.OtherField })));

/** Nothing where there is nothing else. */
export function MergeWith({ id, symbol, others }: { id: string; symbol: string; others: readonly InstrumentChoice[] }) {
  if (others.length === 0) return null;
  return (
    <InstrumentDialog
      trigger={{ label: "Merge with…", variant: "secondary" }}
      title={`Merge with ${symbol}`}
      description="The other one’s names and rows become part of this instrument, also where the two have different ISINs. You can undo it on this page."
      action={mergeInstrumentsAction}
      instrumentId={id}
      submitLabel="Merge"
    >
      <OtherField others={others} />
    </InstrumentDialog>
  );
}
