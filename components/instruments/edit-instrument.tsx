"use client";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import type { SelectOption } from "@/components/ui/select";
import { editInstrumentAction } from "@/lib/instruments/actions";
import { InstrumentDialog } from "./instrument-dialog";

interface EditInstrumentProps {
  id: string;
  name: string;
  assetType: string;
  assetTypes: readonly SelectOption[];
}

export function EditInstrument({ id, name, assetType, assetTypes }: EditInstrumentProps) {
  return (
    <InstrumentDialog
      trigger={{ label: "Edit", variant: "secondary" }}
      title="Edit instrument"
      action={editInstrumentAction}
      instrumentId={id}
      submitLabel="Save"
    >
      <TextField name="name" label="Name" defaultValue={name} maxLength={200} autoComplete="off" optional />
      <SelectField name="assetType" label="Asset type" defaultValue={assetType} options={assetTypes} />
    </InstrumentDialog>
  );
}
