"use client";
import { useAction } from "@/components/form/use-action";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { findInstrumentsAction } from "@/lib/instruments/actions";

/** Rows from before instruments were kept, or whose instrument lost the name that they use. */
export function UnknownNames({ count }: { count: number }) {
  const { run, pending } = useAction(findInstrumentsAction);
  if (count === 0) return null;
  return (
    <Alert
      tone="info"
      title={
        count === 1 ? "One name in your ledgers belongs to no instrument yet" : `${count} names in your ledgers belong to no instrument yet`
      }
      actions={
        <Button size="sm" variant="secondary" pending={pending} onClick={() => run()}>
          Find instruments
        </Button>
      }
    >
      New rows find theirs by themselves. For these, look once.
    </Alert>
  );
}
