"use client";
import { useState } from "react";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { CloseButton } from "@/components/ui/overlay-context";
import { unlinkAction } from "@/lib/linking/actions";

interface UnlinkDialogProps {
  accountId: string;
  accountName: string;
  brokerName: string;
}

type Fate = "keep" | "remove";
const FATES: readonly { value: Fate; label: string; hint: string }[] = [
  {
    value: "keep",
    label: "Keep what came",
    hint: "Holdings, transactions and imports stay. You can link the account again later, and nothing comes twice.",
  },
  { value: "remove", label: "Remove it all", hint: "The account goes with everything in it, for good." },
];

/** Ends a link. Asks what becomes of the data; the key is destroyed either way. */
export function UnlinkDialog({ accountId, accountName, brokerName }: UnlinkDialogProps) {
  const [fate, setFate] = useState<Fate>("keep");
  return (
    <Dialog
      title={`Unlink from ${brokerName}`}
      description="The sealed key is destroyed either way. Revoke it at your broker as well if nobody else uses it."
      trigger={{ label: "Unlink", variant: "secondary" }}
    >
      <ActionForm action={unlinkAction} className="space-y-4">
        <input type="hidden" name="accountId" value={accountId} />
        <fieldset>
          <legend className="font-medium">What becomes of the data?</legend>
          {FATES.map(({ value, label, hint }) => (
            <label key={value} className="mt-2 flex cursor-pointer items-start gap-2.5">
              <input
                type="radio"
                name="data"
                value={value}
                checked={fate === value}
                onChange={() => setFate(value)}
                aria-describedby={`unlink-${value}`}
                className="mt-1 size-4 shrink-0 accent-accent"
              />
              <span>
                {label}
                <span id={`unlink-${value}`} className="block text-muted">
                  {hint}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
        {fate === "remove" && <TextField name="confirmation" label={`Type “${accountName}” to confirm`} autoComplete="off" required />}
        <DialogActions>
          <CloseButton />
          <SubmitButton variant={fate === "remove" ? "danger" : "primary"} pendingText="Unlinking">
            {fate === "remove" ? "Unlink and remove" : "Unlink"}
          </SubmitButton>
        </DialogActions>
      </ActionForm>
    </Dialog>
  );
}
