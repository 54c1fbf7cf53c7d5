"use client";
import { type FormEvent, useState } from "react";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { cx } from "@/components/ui/class-names";
import { DialogActions } from "@/components/ui/dialog";
import { formatAmount, formatQuantity } from "@/components/ui/number-format";
import { CloseButton } from "@/components/ui/overlay-context";
import { chooseLotsAction } from "@/lib/performance/lots/actions";
import { lotField } from "@/lib/performance/lots/lot-field";
import type { SaleLot, SaleLots } from "@/lib/performance/lots/schema";
import { lotLabels } from "./lot-labels";
import { sumLine } from "./sum-line";

export interface ChooseLotsFormProps {
  sale: SaleLots;
  /** Of the row. */
  id: string;
  /** The newest revision as the page shows it: a choice for anything older is refused. */
  seen: string;
  locale: string;
  timeZone: string;
}

/** A quantity for each open lot, and what they come to. */
export function ChooseLotsForm({ sale, id, seen, locale, timeZone }: ChooseLotsFormProps) {
  const [typed, setTyped] = useState<readonly string[]>(sale.lots.map(({ chosen }) => chosen ?? ""));
  const follow = ({ currentTarget }: FormEvent<HTMLElement>) =>
    setTyped([...currentTarget.querySelectorAll("input")].map(({ value }) => value));
  const line = sumLine(sale, typed, locale);
  const labels = lotLabels(sale.lots, { locale, timeZone });
  return (
    <ActionForm action={chooseLotsAction} className="grid gap-4">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="seen" value={seen} />
      <div onChange={follow} className="grid items-start gap-x-4 gap-y-4 sm:grid-cols-2">
        {sale.lots.map((lot, index) => (
          <TextField
            key={lot.lotId}
            name={lotField(lot.lotId)}
            label={labels[index] ?? ""}
            hint={hintOf(lot, sale.currency, locale)}
            defaultValue={sale.hasChoice ? (lot.chosen ?? "") : ""}
            inputMode="decimal"
            autoComplete="off"
          />
        ))}
      </div>
      <p aria-live="polite" className={cx("tabular border-t border-line pt-3", line.isTooMuch ? "font-medium text-danger" : "text-muted")}>
        {line.text}
      </p>
      <DialogActions>
        <CloseButton />
        <SubmitButton variant="primary" pendingText="Saving">
          Save
        </SubmitButton>
      </DialogActions>
    </ActionForm>
  );
}

function hintOf({ open, unitCost, costKnown }: SaleLot, currency: string, locale: string): string {
  const cost = unitCost === null || !costKnown ? "cost unknown" : `${formatAmount(unitCost, currency, { locale, kind: "price" })} each`;
  return `${formatQuantity(open, { locale })} open, ${cost}`;
}
