"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { confirms } from "@/lib/text/confirmation";
import { Button } from "./button";
import { DialogActions } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";
import { Modal } from "./modal";
import { CloseButton } from "./overlay-context";
import type { OverlayControl } from "./overlay-trigger";

export interface ConfirmDialogProps extends OverlayControl {
  title: string;
  /** What happens, and what goes with it. */
  children: ReactNode;
  /** What the person must type before the button does anything, for what cannot be undone. */
  phrase?: string;
  /** The verb on the button: "Delete portfolio", never "OK". */
  confirmLabel: string;
  /** Red by default. */
  tone?: "danger" | "primary";
  pending?: boolean;
  /** Why it did not work, after it was tried. */
  error?: string;
  /** Does the work; the owner closes the dialog when it is done. */
  onConfirm: () => void;
}

/** Asks before something is done. It opens with the focus in the phrase or on Cancel, never on the button that does it. */
export function ConfirmDialog({ phrase, confirmLabel, tone = "danger", pending, error, onConfirm, children, ...rest }: ConfirmDialogProps) {
  return (
    <Modal {...rest} shape="dialog" insistent>
      <ConfirmForm {...{ phrase, confirmLabel, tone, pending, error, onConfirm }}>{children}</ConfirmForm>
    </Modal>
  );
}

type ConfirmFormProps = Omit<ConfirmDialogProps, "title" | keyof OverlayControl>;

/** Apart, so that what was typed goes when the dialog closes. */
function ConfirmForm({ phrase, confirmLabel, tone, pending, error, onConfirm, children }: ConfirmFormProps) {
  const [typed, setTyped] = useState("");
  const ready = phrase === undefined || confirms(typed, phrase);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !pending) onConfirm();
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <div className="space-y-2">{children}</div>
      {phrase !== undefined && (
        <Field id="confirm-phrase" label={`Type “${phrase}” to confirm`}>
          <Input
            id="confirm-phrase"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
          />
        </Field>
      )}
      {error && (
        <p role="alert" className="font-medium text-danger">
          {error}
        </p>
      )}
      <DialogActions>
        <CloseButton />
        <Button type="submit" variant={tone} disabled={!ready} pending={pending}>
          {confirmLabel}
        </Button>
      </DialogActions>
    </form>
  );
}
