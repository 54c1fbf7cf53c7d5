"use client";
import { ActionForm } from "@/components/form/action-form";
import { ConfirmAction } from "@/components/form/confirm-action";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { buttonStyle } from "@/components/ui/button-style";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { CloseButton } from "@/components/ui/overlay-context";
import { deleteMappingAction, renameMappingAction } from "@/lib/mappings/actions";
import type { SavedMapping } from "@/lib/mappings/schema";

/** What can be done with a saved mapping. */
export function SavedMappingActions({ mapping: { id, name } }: { mapping: SavedMapping }) {
  return (
    <div className="flex flex-wrap gap-2">
      <Dialog title="Rename mapping" trigger={{ label: "Rename", variant: "secondary", size: "sm" }}>
        <ActionForm action={renameMappingAction} className="space-y-4">
          <input type="hidden" name="mappingId" value={id} />
          <TextField name="name" label="Name" defaultValue={name} maxLength={100} required />
          <DialogActions>
            <CloseButton>Cancel</CloseButton>
            <SubmitButton pendingText="Saving">Rename</SubmitButton>
          </DialogActions>
        </ActionForm>
      </Dialog>
      <a className={buttonStyle("secondary", "sm")} href={`/settings/mappings/${id}/export`} download>
        Export
      </a>
      <ConfirmAction
        title={`Delete “${name}”?`}
        trigger={{ label: "Delete", variant: "ghost", size: "sm" }}
        confirmLabel="Delete mapping"
        action={deleteMappingAction}
        values={{ mappingId: id }}
      >
        <p>Files with its header will ask again how they are read. What was imported with it stays.</p>
      </ConfirmAction>
    </div>
  );
}
