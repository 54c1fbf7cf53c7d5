"use client";
import { lazy } from "react";

const RemoveSample = lazy(() => import("./remove-sample").then((module) => ({ default: module.RemoveSample })));

/** The button in the header of the sample. Its form comes with the sample alone: other portfolios have none. */
export const RemoveSampleOnDemand = () => <RemoveSample />;
