"use client";
import { useAction } from "@/components/form/use-action";
import { Button, type ButtonProps } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { syncNowAction } from "@/lib/sync/actions";

interface SyncNowProps extends Pick<ButtonProps, "variant" | "size"> {
  accountId: string;
  label?: string;
}

/** Asks the broker now. Pressing it while that is under way changes nothing. */
export function SyncNow({ accountId, label = "Sync now", variant = "secondary", size }: SyncNowProps) {
  const { run, pending } = useAction(syncNowAction);
  return (
    <Button
      variant={variant}
      {...(size ? { size } : {})}
      pending={pending}
      icon={<Icon name="refresh-cw" />}
      onClick={() => run({ accountId })}
    >
      {label}
    </Button>
  );
}
