"use client";
import { editHoldingAction } from "@/lib/holdings/actions";
import type { HoldingView } from "@/lib/holdings/schema";
import { HoldingForm, type HoldingFormContext } from "./holding-form";

/** The form of a row that was entered by hand. */
export function EditHolding({ holding, id, form }: { holding: HoldingView; id: string; form: HoldingFormContext }) {
  return (
    <HoldingForm action={editHoldingAction} context={form} hidden={{ id }} values={valuesOf(holding)} isNew={false} submitLabel="Save" />
  );
}

const valuesOf = (holding: HoldingView): Record<string, string> => ({
  symbol: holding.symbol,
  assetType: holding.assetType,
  name: holding.name ?? "",
  isin: holding.isin ?? "",
  quantity: holding.quantity,
  currency: holding.currency,
  avgPrice: holding.avgPrice ?? "",
  marketPrice: holding.price ?? "",
});
