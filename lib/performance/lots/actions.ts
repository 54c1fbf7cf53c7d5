"use server";
import { defineAction } from "@/lib/action/define-action";
import { chooseLots, clearLots } from "./mutations";
import { chooseLotsSchema, clearLotsSchema } from "./schema";

export const chooseLotsAction = defineAction(chooseLotsSchema, (actor, { id, seen, chosen }) =>
  chooseLots(actor, BigInt(id), seen, chosen),
);
export const clearLotsAction = defineAction(clearLotsSchema, (actor, { id, seen }) => clearLots(actor, BigInt(id), seen));
