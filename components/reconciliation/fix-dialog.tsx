"use client";
import { lazy } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import type { CauseView, FixView } from "@/lib/reconciliation/schema";
import type { Shown } from "./evidence-list";

/** Forms come when they are opened: most visits only read. */
const FixForm = lazy(() => import("./fix-form").then((module) => ({ default: module.FixForm })));

export interface FixDialogProps extends Shown {
  accountId: string;
  snapshotId: string;
  subject: string;
  label: string;
  cause: Pick<CauseView, "id" | "sentence">;
  fix: FixView;
  /** The first one proposed stands out. */
  isMain: boolean;
}

/** The button `Fix…`, and what it would write. */
export function FixDialog(props: FixDialogProps) {
  const { label, fix, cause, isMain } = props;
  return (
    <Dialog
      trigger={{
        label: `Fix… ${label}: ${fix.title}`,
        children: (
          <>
            <Icon name="wrench" />
            Fix…
          </>
        ),
        variant: isMain ? "primary" : "secondary",
        size: "sm",
      }}
      title={fix.title}
      description={cause.sentence}
      wide
    >
      <FixForm {...props} />
    </Dialog>
  );
}
