"use client";
import type { FormEvent } from "react";
import { CheckGroup, type Choice } from "@/components/table/check-group";
import { Button } from "@/components/ui/button";
import { CloseButton, useCloseOverlay } from "@/components/ui/overlay-context";
import type { HoldingsFilter } from "./narrow";

/** What the holdings of this page can be narrowed by: what occurs in them. */
export type HoldingsChoices = Readonly<Record<"asset" | "currency" | "account", readonly Choice[]>>;

export interface FilterFieldsProps {
  filter: HoldingsFilter;
  choices: HoldingsChoices;
  onFilter: (filter: HoldingsFilter) => void;
}

export function FilterFields({ filter, choices, onFilter }: FilterFieldsProps) {
  const close = useCloseOverlay();
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const chosen = (name: string) => form.getAll(name).map(String);
    onFilter({ ...filter, asset: chosen("asset"), currency: chosen("currency"), account: chosen("account") });
    close?.();
  };
  return (
    <form className="space-y-4" onSubmit={apply}>
      <CheckGroup legend="Asset type" name="asset" choices={choices.asset} chosen={filter.asset} />
      <CheckGroup legend="Currency" name="currency" choices={choices.currency} chosen={filter.currency} />
      {choices.account.length > 1 && <CheckGroup legend="Account" name="account" choices={choices.account} chosen={filter.account} />}
      <div className="flex justify-end gap-2">
        <CloseButton />
        <Button type="submit" variant="primary">
          Apply
        </Button>
      </div>
    </form>
  );
}
