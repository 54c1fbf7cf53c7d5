"use client";
import { ActionForm } from "@/components/form/action-form";
import { SelectField } from "@/components/form/select-field";
import { SubmitButton } from "@/components/form/submit-button";
import type { SelectOption } from "@/components/ui/select";
import { chooseTargetAction } from "@/lib/imports/actions";

interface TargetFormProps {
  importId: string;
  statementId: string;
  label: string;
  choices: readonly SelectOption[];
  current: string;
}

/** Chooses where the rows of a statement go. Takes effect by its button, not by choosing: arrow keys pass over "a new account" too. */
export function TargetForm({ importId, statementId, label, choices, current }: TargetFormProps) {
  const placeholder = current === "" ? [{ value: "", label: "Choose…", disabled: true }] : [];
  return (
    <ActionForm action={chooseTargetAction} className="max-w-xl space-y-3">
      <input type="hidden" name="importId" value={importId} />
      <input type="hidden" name="statementId" value={statementId} />
      <div className="flex flex-wrap items-end gap-2">
        <SelectField name="target" label={label} defaultValue={current} options={[...placeholder, ...choices]} required className="min-w-60 flex-1" />
        <SubmitButton>Apply</SubmitButton>
      </div>
    </ActionForm>
  );
}
