"use client";
import type { FormEvent } from "react";
import { CheckGroup } from "@/components/table/check-group";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { CloseButton, useCloseOverlay } from "@/components/ui/overlay-context";
import type { TransactionFilter } from "@/lib/transactions/filter";
import { clearedFilter } from "@/lib/transactions/filter-query";
import type { FilterChoices } from "./filter-choices";

export interface FilterFieldsProps {
  filter: TransactionFilter;
  choices: FilterChoices;
  onFilter: (filter: TransactionFilter) => void;
}

/** Everything that the ledger can be narrowed by. */
export function FilterFields({ filter, choices, onFilter }: FilterFieldsProps) {
  const close = useCloseOverlay();
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const texts = (name: string) => form.getAll(name).map(String);
    const date = (name: string) => String(form.get(name) ?? "") || undefined;
    onFilter({
      ...clearedFilter(filter),
      q: filter.q,
      type: texts("type"),
      asset: texts("asset"),
      account: texts("account"),
      from: date("from"),
      to: date("to"),
      review: form.has("review") ? "1" : undefined,
    });
    close?.();
  };
  return (
    <form className="space-y-4" onSubmit={apply}>
      <Checkbox name="review" label="Needs review" defaultChecked={filter.review === "1"} />
      <div className="grid grid-cols-2 gap-3">
        <Field id="filter-from" label="From">
          <Input id="filter-from" type="date" name="from" defaultValue={filter.from} />
        </Field>
        <Field id="filter-to" label="To">
          <Input id="filter-to" type="date" name="to" defaultValue={filter.to} />
        </Field>
      </div>
      <CheckGroup legend="Type" name="type" choices={choices.tradeTypes} chosen={filter.type} />
      <CheckGroup legend="Asset type" name="asset" choices={choices.assetTypes} chosen={filter.asset} />
      <CheckGroup legend="Account" name="account" choices={choices.accounts} chosen={filter.account} />
      <div className="flex justify-end gap-2">
        <CloseButton />
        <Button type="submit" variant="primary">
          Apply
        </Button>
      </div>
    </form>
  );
}
