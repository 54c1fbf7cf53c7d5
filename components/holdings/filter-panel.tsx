"use client";
import { lazy } from "react";
import { Icon } from "@/components/ui/icon";
import { Popover } from "@/components/ui/popover";
import type { FilterFieldsProps } from "./filter-fields";

const FilterFields = lazy(() => import("./filter-fields").then((module) => ({ default: module.FilterFields })));

/** The `Filter` button of the holdings, and its panel. */
export function FilterPanel(props: FilterFieldsProps) {
  return (
    <Popover trigger={{ label: "Filter", icon: <Icon name="sliders-horizontal" />, variant: "secondary", size: "sm" }} title="Filter">
      <FilterFields {...props} />
    </Popover>
  );
}
