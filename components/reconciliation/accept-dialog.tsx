"use client";
import { lazy } from "react";
import { Dialog } from "@/components/ui/dialog";
import type { DecimalString } from "@/lib/money/decimal";

const AcceptForm = lazy(() => import("./accept-form").then((module) => ({ default: module.AcceptForm })));

export interface AcceptDialogProps {
  accountId: string;
  snapshotId: string;
  subject: string;
  label: string;
  figure: "quantity" | "cost";
  difference: DecimalString;
  /** What a cause proposes to write down, and until when time will settle it. */
  proposal: { note: string; until: string | null } | null;
}

/** The button `Accept…`: lets a difference stand, with a note. */
export function AcceptDialog(props: AcceptDialogProps) {
  return (
    <Dialog
      trigger={{ label: `Accept… ${props.label}`, children: "Accept…", variant: "ghost", size: "sm" }}
      title={`Accept the difference of ${props.label}?`}
      description="It counts as settled as long as it stays the same. When it changes, it is open again."
    >
      <AcceptForm {...props} />
    </Dialog>
  );
}
