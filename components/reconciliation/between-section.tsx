import type { Route } from "next";
import { MomentFields } from "@/components/moment/moment-fields";
import { MomentLink } from "@/components/moment/moment-link";
import { Button, ButtonLink } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { formatDateTime } from "@/components/ui/date-format";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Select } from "@/components/ui/select";
import type { BetweenView } from "@/lib/reconciliation/between/schema";
import { BetweenTable } from "./between-table";
import type { Shown } from "./evidence-list";

/** Two of the broker's lists, and what makes the one into the other. */
export function BetweenSection({ accountId, view, ...shown }: Shown & { accountId: string; view: BetweenView }) {
  const { snapshots, from, to, lines, baseCurrency, withoutRate } = view;
  const base = `/accounts/${accountId}/reconcile`;
  if (!from || !to || from.id === to.id) {
    return (
      <Card>
        <EmptyState
          icon={<Icon name="git-compare-arrows" />}
          title={snapshots.length < 2 ? "It takes two snapshots to compare" : "That is the same snapshot twice"}
          actions={
            <ButtonLink href={(snapshots.length < 2 ? `/accounts/${accountId}/import` : `${base}/compare`) as Route} variant="primary">
              {snapshots.length < 2 ? "Import file" : "Compare the newest two"}
            </ButtonLink>
          }
        >
          {snapshots.length < 2
            ? "Import statements with positions of two different days: this page then shows what happened between them."
            : "Choose two different ones."}
        </EmptyState>
      </Card>
    );
  }
  const options = snapshots.map(({ id, asOf, dateOnly, positions }) => ({
    value: id,
    label: `${formatDateTime(asOf, { dateOnly, ...shown })} · ${positions}`,
  }));
  return (
    <div className="space-y-5">
      <form action={`${base}/compare`} className="flex flex-wrap items-end gap-3">
        <MomentFields />
        <Field id="from" label="From">
          <Select id="from" name="from" defaultValue={from.id} options={options} className="w-56 max-w-full" />
        </Field>
        <Field id="to" label="To">
          <Select id="to" name="to" defaultValue={to.id} options={options} className="w-56 max-w-full" />
        </Field>
        <Button type="submit" variant="secondary">
          Compare
        </Button>
        <MomentLink href={base as Route} className={buttonStyle("ghost")}>
          Back to the ledger
        </MomentLink>
      </form>
      <BetweenTable accountId={accountId} lists={{ from: from.id, to: to.id }} lines={lines} baseCurrency={baseCurrency} {...shown} />
      {withoutRate.length > 0 && (
        <p className="text-muted">
          What exchange rates did is left out for {withoutRate.join(", ")}: there is no exchange rate to {baseCurrency} on both days.
        </p>
      )}
    </div>
  );
}
