"use client";
import { type ChangeEvent, useRef, useState } from "react";
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

/**
 * Chooses where the rows of a statement go. A choice by pointer takes effect at once; one by keyboard by its button, because the arrow keys
 * pass over "a new account" on their way, and that creates one.
 */
export function TargetForm({ importId, statementId, label, choices, current }: TargetFormProps) {
  const [choice, setChoice] = useState(current);
  const byKeyboard = useRef(false);
  const placeholder = current === "" ? [{ value: "", label: "Choose…", disabled: true }] : [];

  function choose(event: ChangeEvent<HTMLSelectElement>): void {
    setChoice(event.target.value);
    if (!byKeyboard.current) event.target.form?.requestSubmit();
  }

  return (
    <ActionForm action={chooseTargetAction} className="max-w-xl space-y-3">
      <input type="hidden" name="importId" value={importId} />
      <input type="hidden" name="statementId" value={statementId} />
      <div className="flex flex-wrap items-end gap-2">
        <SelectField
          name="target"
          label={label}
          defaultValue={current}
          options={[...placeholder, ...choices]}
          onChange={choose}
          onKeyDown={() => {
            byKeyboard.current = true;
          }}
          onPointerDown={() => {
            byKeyboard.current = false;
          }}
          className="min-w-60 flex-1"
        />
        {choice !== current && (
          <SubmitButton variant="secondary" pendingText="Applying">
            Apply
          </SubmitButton>
        )}
        <noscript>
          <SubmitButton variant="secondary">Apply</SubmitButton>
        </noscript>
      </div>
    </ActionForm>
  );
}
