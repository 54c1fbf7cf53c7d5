"use client";
import { lazy } from "react";
import { Popover } from "@/components/ui/popover";
import type { MethodFormProps } from "./method-form";
import { METHOD_LABELS } from "./method-labels";

const MethodForm = lazy(() => import("./method-form").then((module) => ({ default: module.MethodForm })));

/** Which lots a sale closes: it decides what is realised, and when, though never the sum. */
export function MethodChoice({ portfolioId, method }: MethodFormProps) {
  return (
    <Popover title="Cost method" align="end" trigger={{ label: `Cost method: ${METHOD_LABELS[method]}`, variant: "secondary", size: "sm" }}>
      <MethodForm portfolioId={portfolioId} method={method} />
    </Popover>
  );
}
