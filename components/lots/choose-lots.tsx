"use client";
import { lazy } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { nounOf } from "@/lib/performance/lots/rules";
import type { ChooseLotsFormProps } from "./choose-lots-form";

const ChooseLotsForm = lazy(() => import("./choose-lots-form").then((module) => ({ default: module.ChooseLotsForm })));

/** The button `Choose lots`, and the form behind it. */
export function ChooseLots(props: ChooseLotsFormProps) {
  return (
    <Dialog
      trigger={{ label: "Choose lots", variant: "secondary", size: "sm", icon: <Icon name="list-checks" /> }}
      title="Choose lots"
      description={`How many units the ${nounOf(props.sale)} takes of each lot that was open just before it.`}
      wide
    >
      <ChooseLotsForm {...props} />
    </Dialog>
  );
}
