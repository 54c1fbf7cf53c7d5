"use client";
import { lazy } from "react";
import { Popover } from "@/components/ui/popover";
import type { BenchmarkFormProps } from "./benchmark-form";

const BenchmarkForm = lazy(() => import("./benchmark-form").then((module) => ({ default: module.BenchmarkForm })));

/** What the portfolio is compared with: any instrument that has prices, held or not. */
export function BenchmarkChoice({ portfolioId, benchmark, choices }: BenchmarkFormProps) {
  return (
    <Popover
      title="Benchmark"
      align="end"
      trigger={{ label: benchmark ? `Benchmark: ${benchmark.symbol}` : "Compare with …", variant: "secondary", size: "sm" }}
    >
      <BenchmarkForm portfolioId={portfolioId} benchmark={benchmark} choices={choices} />
    </Popover>
  );
}
