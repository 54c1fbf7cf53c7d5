"use client";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { counted } from "@/components/imports/wording";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { CloseButton } from "@/components/ui/overlay-context";
import { deleteUserAction } from "@/lib/users/deletion/actions";
import type { OwnedCounts } from "@/lib/users/deletion/schema";
import { ExportEverything } from "./export-everything";

/** Says what is lost, offers to take it along, and asks for the e-mail address and the password. */
export function DeleteUser({ email, owned }: { email: string; owned: OwnedCounts }) {
  return (
    <Dialog title="Delete my account" trigger={{ label: "Delete my account", variant: "secondary" }}>
      <div className="grid gap-4">
        <div className="grid gap-2">
          <p>This deletes you from this server, for good and at once:</p>
          <ul className="list-disc pl-5">
            <li>{counted(owned.portfolios, "portfolio")}, with every transaction and holding</li>
            <li>{counted(owned.accounts, "account")}, with the sealed broker keys</li>
            <li>{counted(owned.imports, "import")}, with the files</li>
            <li>instruments, prices, rates, notes, tags and settings</li>
            <li>every session: you are signed out everywhere</li>
          </ul>
          <p className="text-muted">The log of what happened stays without your name, your address or anything that it was about.</p>
        </div>
        <ExportEverything />
        <ActionForm action={deleteUserAction} className="grid gap-4">
          <TextField name="confirmation" label="Your e-mail address" hint={`Type ${email} to confirm.`} autoComplete="off" required />
          {owned.hasPassword && (
            <TextField name="password" label="Your password" type="password" autoComplete="current-password" required />
          )}
          <DialogActions>
            <CloseButton />
            <SubmitButton variant="danger" pendingText="Deleting everything">
              Delete my account
            </SubmitButton>
          </DialogActions>
        </ActionForm>
      </div>
    </Dialog>
  );
}
