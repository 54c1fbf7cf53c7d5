"use client";
import { lazy } from "react";
import { changeSymbolAction } from "@/lib/instruments/actions";
import { InstrumentDialog } from "./instrument-dialog";

const SymbolFields = lazy(() => import("./symbol-fields").then((module) => ({ default: module.SymbolFields })));

export function ChangeSymbol({ id, currency }: { id: string; currency: string | null }) {
  return (
    <InstrumentDialog
      trigger={{ label: "Change symbol", variant: "secondary" }}
      title="Change symbol"
      description="For a company that trades under another symbol from a day on. Rows under the old one still belong to it."
      action={changeSymbolAction}
      instrumentId={id}
      submitLabel="Change symbol"
    >
      <SymbolFields currency={currency} />
    </InstrumentDialog>
  );
}
