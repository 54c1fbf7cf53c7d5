"use client";
import { FormDialog, type FormDialogProps } from "@/components/form/form-dialog";

interface InstrumentDialogProps extends Omit<FormDialogProps, "values"> {
  instrumentId: string;
}

/** A small form about one instrument. */
export function InstrumentDialog({ instrumentId, ...dialog }: InstrumentDialogProps) {
  return <FormDialog {...dialog} values={{ instrumentId }} />;
}
