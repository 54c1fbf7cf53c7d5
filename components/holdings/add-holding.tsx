"use client";
import { lazy } from "react";
import { useMoment } from "@/components/moment/use-moment";
import { Icon } from "@/components/ui/icon";
import { Sheet } from "@/components/ui/sheet";
import { isNow } from "@/lib/moment/schema";
import type { HoldingFormContext } from "./holding-form";

/** Forms come when they are opened: most visits only read. */
const NewHolding = lazy(() => import("./new-holding").then((module) => ({ default: module.NewHolding })));

/** The button `Add holding` and its form. Nothing where there is no account to add to, and in the past. */
export function AddHolding({ form }: { form: HoldingFormContext }) {
  const [account] = form.accounts;
  const moment = useMoment();
  if (!account || !isNow(moment)) return null;
  return (
    <Sheet
      trigger={{ label: "Add holding", variant: "primary", size: "sm", icon: <Icon name="plus" />, className: "w-full sm:w-auto" }}
      title="Add holding"
    >
      <NewHolding form={form} accountId={account.value} />
    </Sheet>
  );
}
