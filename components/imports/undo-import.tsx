"use client";
import { ConfirmAction } from "@/components/form/confirm-action";
import { undoImportAction } from "@/lib/imports/actions";
import { counted } from "./wording";

interface UndoImportProps {
  importId: string;
  /** Ledger rows that the import added. */
  added: number;
  /** Those of them that a person has edited or deleted since. */
  editedSince: number;
}

/** Takes an import back, after saying what goes with it. */
export function UndoImport({ importId, added, editedSince }: UndoImportProps) {
  return (
    <ConfirmAction
      title="Undo this import?"
      trigger={{ label: "Undo import", variant: "secondary" }}
      confirmLabel="Undo import"
      action={undoImportAction}
      values={{ importId }}
    >
      <p>
        The accounts will be as if this file had never been imported: {counted(added, "transaction")} and the positions that it brought go.
      </p>
      <p>Rows that another import also brought stay.</p>
      {editedSince > 0 && (
        <p className="font-medium">
          {counted(editedSince, "row")} of this import {editedSince === 1 ? "was" : "were"} edited or deleted since. These changes go too.
        </p>
      )}
    </ConfirmAction>
  );
}
