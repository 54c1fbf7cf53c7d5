"use client";

import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { loadSampleAction } from "@/lib/sample/actions";

export function LoadSample() {
  return (
    <ActionForm action={loadSampleAction}>
      <SubmitButton variant="secondary" pendingText="Loading sample data">
        Load sample data
      </SubmitButton>
    </ActionForm>
  );
}
