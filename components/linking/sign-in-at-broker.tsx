"use client";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { beginLoginAction } from "@/lib/linking/actions";

/** Leads to the broker's own pages, and from there back to this account. */
export function SignInAtBroker({ accountId, brokerName }: { accountId: string; brokerName: string }) {
  const { run, pending } = useAction(beginLoginAction);
  return (
    <Button variant="primary" pending={pending} icon={<Icon name="external-link" />} onClick={() => run({ accountId })}>
      Sign in at {brokerName}
    </Button>
  );
}
