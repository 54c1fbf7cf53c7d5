"use client";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { setAccountStatusAction } from "@/lib/accounts/actions";
import type { AccountStatus } from "@/lib/accounts/statuses";

/** Closes an account, or opens a closed one again. Nothing is lost either way, so it asks nothing. */
export function AccountStatusButton({ id, status }: { id: string; status: AccountStatus }) {
  const { run, pending } = useAction(setAccountStatusAction);
  const closed = status === "closed";
  return (
    <Button variant="secondary" pending={pending} onClick={() => run({ id, status: closed ? "active" : "closed" })}>
      {closed ? "Reopen account" : "Close account"}
    </Button>
  );
}
