"use client";
import { lazy } from "react";
import type { SelectOption } from "@/components/ui/select";
import { addAliasAction } from "@/lib/instruments/actions";
import { InstrumentDialog } from "./instrument-dialog";

const AliasFields = lazy(() => import("./alias-fields").then((module) => ({ default: module.AliasFields })));

export function AddAlias({ id, kinds, currency }: { id: string; kinds: readonly SelectOption[]; currency: string | null }) {
  return (
    <InstrumentDialog
      trigger={{ label: "Add alias", variant: "secondary", size: "sm" }}
      title="Add alias"
      description="Another name that files may use for it. Rows under that name are found here from now on."
      action={addAliasAction}
      instrumentId={id}
      submitLabel="Add alias"
    >
      <AliasFields kinds={kinds} currency={currency} />
    </InstrumentDialog>
  );
}
