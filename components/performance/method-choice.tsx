"use client";
import { ActionForm } from "@/components/form/action-form";
import { SelectField } from "@/components/form/select-field";
import { SubmitButton } from "@/components/form/submit-button";
import { Popover } from "@/components/ui/popover";
import type { CostMethod } from "@/lib/engine/books";
import { setCostMethodAction } from "@/lib/performance/actions";
import { METHOD_LABELS, METHOD_OPTIONS } from "./method-labels";

/** Which lots a sale closes: it decides what is realised, and when, though never the sum. */
export function MethodChoice({ portfolioId, method }: { portfolioId: string; method: CostMethod }) {
  return (
    <Popover title="Cost method" align="end" trigger={{ label: `Cost method: ${METHOD_LABELS[method]}`, variant: "secondary", size: "sm" }}>
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
    </Popover>
  );
}
