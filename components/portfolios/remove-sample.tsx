"use client";

import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { removeSampleAction } from "@/lib/sample/actions";

/** One click and no question: nothing in the sample is anybody's, and it can be loaded again. */
export function RemoveSample() {
  return (
    <ActionForm action={removeSampleAction}>
      <SubmitButton variant="secondary" pendingText="Removing sample">
        Remove sample
      </SubmitButton>
    </ActionForm>
  );
}
