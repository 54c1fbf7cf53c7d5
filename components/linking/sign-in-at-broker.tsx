"use client";
import { ExternalLink } from "lucide-react";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { beginLoginAction } from "@/lib/linking/actions";

/** Leads to the broker's own pages, and from there back to this account. */
export function SignInAtBroker({ accountId, brokerName }: { accountId: string; brokerName: string }) {
  const { run, pending } = useAction(beginLoginAction);
  return (
    <Button variant="primary" pending={pending} icon={<ExternalLink aria-hidden />} onClick={() => run({ accountId })}>
      Sign in at {brokerName}
    </Button>
  );
}
