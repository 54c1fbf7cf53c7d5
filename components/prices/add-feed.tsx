"use client";
import { FormDialog } from "@/components/form/form-dialog";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { Icon } from "@/components/ui/icon";
import { saveFeedAction } from "@/lib/prices/actions";

export interface FeedChoice {
  id: string;
  symbol: string;
  name: string;
  currency: string | null;
}

/** Gives one more instrument a symbol. Nothing where there is none without. */
export function AddFeed({ choices }: { choices: readonly FeedChoice[] }) {
  if (choices.length === 0) return null;
  const options = choices.map(({ id, symbol, name, currency }) => ({
    value: id,
    label: [symbol, name, currency].filter(Boolean).join(" · "),
  }));
  return (
    <FormDialog
      trigger={{ label: "Add symbol", variant: "secondary", size: "sm", icon: <Icon name="plus" />, className: "justify-self-start" }}
      title="Add symbol"
      action={saveFeedAction}
      submitLabel="Add symbol"
    >
      <SelectField name="instrumentId" label="Instrument" options={options} />
      <TextField
        name="symbol"
        label="Symbol at Yahoo Finance"
        maxLength={40}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
        hint="As its page there is called, such as VOD.L in London, SAP.DE in Xetra, or ^GDAXI."
      />
    </FormDialog>
  );
}
