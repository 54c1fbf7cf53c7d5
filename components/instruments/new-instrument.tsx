"use client";
import { FormDialog } from "@/components/form/form-dialog";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { Icon } from "@/components/ui/icon";
import { createInstrumentAction } from "@/lib/instruments/actions";
import { ASSET_TYPE_LABELS } from "@/lib/instruments/asset-types";

const ASSET_TYPES = Object.entries(ASSET_TYPE_LABELS)
  .filter(([value]) => value !== "cash")
  .map(([value, label]) => ({ value, label }));
const CODE = { autoComplete: "off", autoCapitalize: "characters", spellCheck: false } as const;

/** For what no row is about, such as an index. */
export function NewInstrument({ currency }: { currency: string }) {
  return (
    <FormDialog
      trigger={{ label: "New instrument or index", variant: "secondary", icon: <Icon name="plus" /> }}
      title="New instrument or index"
      description="For something to compare with, or to have prices of before you hold it. What your files name comes by itself."
      action={createInstrumentAction}
      submitLabel="Create"
    >
      <div className="grid grid-cols-2 gap-x-3 gap-y-4">
        <TextField {...CODE} name="symbol" label="Symbol" maxLength={64} required hint="Such as ^GDAXI." />
        <TextField {...CODE} name="currency" label="Quoted in" defaultValue={currency} maxLength={6} required />
        <TextField name="name" label="Name" maxLength={200} autoComplete="off" optional className="col-span-2" />
        <SelectField name="assetType" label="Asset type" options={ASSET_TYPES} defaultValue="other" hint="Other for an index." />
        <TextField {...CODE} name="isin" label="ISIN" maxLength={12} optional />
      </div>
    </FormDialog>
  );
}
