"use client";
import { ActionForm } from "@/components/form/action-form";
import { SelectField } from "@/components/form/select-field";
import { SubmitButton } from "@/components/form/submit-button";
import { setBenchmarkAction } from "@/lib/performance/actions";

export interface BenchmarkFormProps {
  portfolioId: string;
  benchmark: { instrumentId: string; symbol: string } | null;
  /** The person's instruments. */
  choices: readonly { id: string; symbol: string; name: string }[];
}

/** The choice of an instrument to compare with. */
export function BenchmarkForm({ portfolioId, benchmark, choices }: BenchmarkFormProps) {
  return (
    <ActionForm action={setBenchmarkAction} className="grid gap-4">
      <input type="hidden" name="portfolioId" value={portfolioId} />
      <SelectField
        name="benchmarkId"
        label="Compare with"
        defaultValue={benchmark?.instrumentId ?? ""}
        options={[
          { value: "", label: "Nothing" },
          ...choices.map(({ id, symbol, name }) => ({ value: id, label: name ? `${symbol}, ${name}` : symbol })),
        ]}
        hint="One of your instruments, held or not. An index is one too: add its prices on its page."
      />
      <SubmitButton pendingText="Saving">Save</SubmitButton>
    </ActionForm>
  );
}
