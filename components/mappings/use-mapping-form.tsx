"use client";
import { useEffect, useRef } from "react";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { Gap } from "@/lib/formats/mapped/gaps";
import type { Mapping } from "@/lib/formats/mapped/mapping";
import { cancelImportAction } from "@/lib/imports/actions";
import { applyMappingAction } from "@/lib/mappings/actions";

interface UseMappingProps {
  importId: string;
  mapping: Mapping;
  gaps: readonly Gap[];
}

/** Goes on to the ordinary preview, and keeps the mapping for the next file of this header where it is given a name. */
export function UseMapping({ importId, mapping, gaps }: UseMappingProps) {
  const cancel = useAction(cancelImportAction);
  const sent = useRef(false);
  // What comes next has the same address, so that nobody else begins at its top.
  useEffect(
    () => () => {
      if (sent.current) window.scrollTo(0, 0);
    },
    [],
  );
  const send: typeof applyMappingAction = (state, form) => {
    sent.current = true;
    return applyMappingAction(state, form);
  };
  return (
    <ActionForm action={send} className="space-y-4">
      <input type="hidden" name="importId" value={importId} />
      <input type="hidden" name="mapping" value={JSON.stringify(mapping)} />
      <TextField
        name="saveAs"
        label="Save mapping as"
        optional
        maxLength={100}
        autoComplete="off"
        hint="Files with the same header are then read by it without a question."
        className="max-w-md"
      />
      {gaps.length > 0 && (
        <Alert tone="warning" title="Still missing">
          <ul className="list-disc space-y-1 pl-4">
            {gaps.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Alert>
      )}
      <div className="flex flex-wrap gap-2">
        <SubmitButton disabled={gaps.length > 0} pendingText="Reading the file">
          Use this mapping
        </SubmitButton>
        <Button variant="secondary" pending={cancel.pending} onClick={() => cancel.run({ importId })}>
          Cancel import
        </Button>
      </div>
    </ActionForm>
  );
}
