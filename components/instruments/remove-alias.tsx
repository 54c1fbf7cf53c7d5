"use client";
import { X } from "lucide-react";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { removeAliasAction } from "@/lib/instruments/actions";

export function RemoveAlias({ id, name }: { id: string; name: string }) {
  const { run, pending } = useAction(removeAliasAction);
  return (
    <Button
      variant="ghost"
      size="icon"
      icon={<X aria-hidden />}
      aria-label={`Remove ${name}`}
      pending={pending}
      onClick={() => run({ aliasId: id })}
    />
  );
}
