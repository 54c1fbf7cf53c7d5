"use client";
import { lazy } from "react";
import { editInstrumentAction } from "@/lib/instruments/actions";
import { InstrumentDialog } from "./instrument-dialog";
import type { InstrumentFieldsProps } from "./instrument-fields";

const InstrumentFields = lazy(() => import("./instrument-fields").then((module) => ({ default: module.InstrumentFields })));

export function EditInstrument({ id, name, assetType, assetTypes }: InstrumentFieldsProps & { id: string }) {
  return (
    <InstrumentDialog
      trigger={{ label: "Edit", variant: "secondary" }}
      title="Edit instrument"
      action={editInstrumentAction}
      instrumentId={id}
      submitLabel="Save"
    >
      <InstrumentFields {...{ name, assetType, assetTypes }} />
    </InstrumentDialog>
  );
}
