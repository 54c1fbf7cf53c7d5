"use client";
import { ActionForm } from "@/components/form/action-form";
import { SelectField } from "@/components/form/select-field";
import { SubmitButton } from "@/components/form/submit-button";
import type { CostMethod } from "@/lib/engine/books";
import { setCostMethodAction } from "@/lib/performance/actions";
import { METHOD_OPTIONS } from "./method-labels";

export interface MethodFormProps {
  portfolioId: string;
  method: CostMethod;
}

export function MethodForm({ portfolioId, method }: MethodFormProps) {
  return (
    <ActionForm action={setCostMethodAction} className="grid gap-4">
      <input type="hidden" name="portfolioId" value={portfolioId} />
      <SelectField
        name="method"
        label="A sale closes"
        defaultValue={method}
        options={[{ value: "", label: "As in your settings" }, ...METHOD_OPTIONS]}
        hint="The method decides which gains are realised first. What is realised and unrealised together stays the same."
      />
      <SubmitButton pendingText="Saving">Save</SubmitButton>
    </ActionForm>
  );
}
