"use client";
import { ConfirmAction } from "@/components/form/confirm-action";
import { clearLotsAction } from "@/lib/performance/lots/actions";
import { nounOf } from "@/lib/performance/lots/rules";
import type { SaleLots } from "@/lib/performance/lots/schema";

/** Leaves the lots of a row to the method again. */
export function ClearLots({ sale, id, seen }: { sale: SaleLots; id: string; seen: string }) {
  return (
    <ConfirmAction
      trigger={{ label: "Use the method’s own lots", variant: "secondary", size: "sm" }}
      title="Use the method’s own lots?"
      tone="primary"
      confirmLabel="Use the method’s own lots"
      action={clearLotsAction}
      values={{ id, seen }}
    >
      The {nounOf(sale)} no longer names lots{sale.method === "specific" ? ", and the oldest go first" : ""}. What it named stays in its
      history.
    </ConfirmAction>
  );
}
