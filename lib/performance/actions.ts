"use server";
import { defineAction } from "@/lib/action/define-action";
import { setBenchmark, setCostMethod } from "./mutations";
import { setBenchmarkSchema, setCostMethodSchema } from "./schema";

export const setCostMethodAction = defineAction(setCostMethodSchema, (actor, { portfolioId, method }) =>
  setCostMethod(actor, BigInt(portfolioId), method === "" ? null : method),
);
export const setBenchmarkAction = defineAction(setBenchmarkSchema, (actor, { portfolioId, benchmarkId }) =>
  setBenchmark(actor, BigInt(portfolioId), benchmarkId === "" ? null : BigInt(benchmarkId)),
);
