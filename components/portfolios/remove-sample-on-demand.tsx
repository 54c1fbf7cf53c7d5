"use client";
import { lazy, Suspense } from "react";

const RemoveSample = lazy(() => import("./remove-sample").then((module) => ({ default: module.RemoveSample })));

/** The button in the header of the sample. Its form comes with the sample alone: other portfolios have none. */
export function RemoveSampleOnDemand() {
  return (
    <Suspense fallback={null}>
      <RemoveSample />
    </Suspense>
  );
}
