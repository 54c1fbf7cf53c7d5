"use client";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { sealOriginalAction } from "@/lib/imports/history/actions";

/** Has the original kept sealed from now on, or readable. */
export function SealOriginal({ importId, sealed }: { importId: string; sealed: boolean }) {
  const seal = useAction(sealOriginalAction);
  return (
    <Button
      variant="secondary"
      icon={sealed ? <Icon name="lock-open" /> : <Icon name="lock" />}
      pending={seal.pending}
      onClick={() => seal.run({ importId, seal: sealed ? "no" : "yes" })}
    >
      {sealed ? "Unseal the original" : "Seal the original"}
    </Button>
  );
}
