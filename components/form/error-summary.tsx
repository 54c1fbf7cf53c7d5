"use client";

import { type MouseEvent, useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import type { ActionState } from "@/lib/action/state";
import { fieldId } from "./form-context";

export interface ErrorSummaryProps {
  formId: string;
  state: Extract<ActionState, { status: "error" }>;
  /** Labels of the form's own fields, by name. An error of anything else has nowhere to lead. */
  labels: Readonly<Record<string, string>>;
}

/** What is wrong with a form, at its top: takes the focus when it comes, and leads to each field. */
export function ErrorSummary({ formId, state, labels }: ErrorSummaryProps) {
  const summary = useRef<HTMLDivElement>(null);
  // `state` is a new object for each answer, so the same mistake made twice is said twice.
  useEffect(() => {
    if (state) summary.current?.focus();
  }, [state]);
  const problems = Object.entries(state.fieldErrors ?? {});
  return (
    <Alert ref={summary} tone="danger" title={state.message} tabIndex={-1}>
      {problems.length > 0 && (
        <ul className="list-disc space-y-1 pl-4">
          {problems.map(([name, message]) => (
            <li key={name}>{name in labels ? <FieldLink id={fieldId(formId, name)} text={`${labels[name]}: ${message}`} /> : message}</li>
          ))}
        </ul>
      )}
    </Alert>
  );
}

function FieldLink({ id, text }: { id: string; text: string }) {
  const jump = (event: MouseEvent) => {
    const field = document.getElementById(id);
    if (!field) return;
    // The focus, and no fragment in the address: going back should leave the page, not the field.
    event.preventDefault();
    field.focus();
  };
  return (
    <a href={`#${id}`} onClick={jump} className="text-link">
      {text}
    </a>
  );
}
