"use client";
import { lazy } from "react";
import { Icon } from "@/components/ui/icon";
import { Popover } from "@/components/ui/popover";
import { countRestrictions } from "@/lib/transactions/filter-query";
import type { FilterFieldsProps } from "./filter-fields";

const FilterFields = lazy(() => import("./filter-fields").then((module) => ({ default: module.FilterFields })));

/** The `Filter` button, and the panel with everything that the ledger can be narrowed by. */
export function FilterPanel(props: FilterFieldsProps) {
  const count = countRestrictions({ ...props.filter, q: "" });
  return (
    <Popover
      trigger={{ label: "Filter", icon: <Icon name="sliders-horizontal" />, variant: "secondary", size: "sm" }}
      title={count > 0 ? `Filter (${count} in use)` : "Filter"}
    >
      <FilterFields {...props} />
    </Popover>
  );
}
