"use client";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { removeAliasAction } from "@/lib/instruments/actions";

export function RemoveAlias({ id, name }: { id: string; name: string }) {
  const { run, pending } = useAction(removeAliasAction);
  return (
    <Button
      variant="ghost"
      size="icon"
      icon={<Icon name="x" />}
      aria-label={`Remove ${name}`}
      pending={pending}
      onClick={() => run({ aliasId: id })}
    />
  );
}
