"use client";
import { lazy } from "react";
import type { MappingScreenProps } from "./mapping-screen";

const MappingScreen = lazy(() => import("./mapping-screen").then((module) => ({ default: module.MappingScreen })));

/** The screen on the page of an import. It comes when a table waits for a mapping: most imports are read without one. */
export const MappingScreenOnDemand = (props: MappingScreenProps) => <MappingScreen {...props} />;
