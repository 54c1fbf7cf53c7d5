"use client";
import { lazy } from "react";
import type { NoHoldingsProps } from "./no-holdings";

const NoHoldings = lazy(() => import("./no-holdings").then((module) => ({ default: module.NoHoldings })));

/** Most lists have something in them. */
export const NoHoldingsOnDemand = (props: NoHoldingsProps) => <NoHoldings {...props} />;
