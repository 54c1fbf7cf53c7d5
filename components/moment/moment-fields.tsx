"use client";
import { momentQuery } from "@/lib/moment/schema";
import { useMoment } from "./use-moment";

/** In a form that leads to another address: it stays at the moment in view. */
export function MomentFields() {
  return Object.entries(momentQuery(useMoment())).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
