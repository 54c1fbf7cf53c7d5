import type { Metadata } from "next";
import { ConfirmThenGo } from "@/components/identity/confirm-then-go";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { safeCallbackPath } from "@/lib/auth/callback-url";
import { listProofs } from "@/lib/auth/recent-sign-in";
import { requireActor } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Confirm it’s you" };

export default async function ConfirmPage({ searchParams }: PageProps<"/confirm">) {
  const actor = await requireActor();
  const { callbackUrl } = await searchParams;
  return (
    <div className="max-w-md">
      <PageHeader title="Confirm it’s you" description="You signed in a while ago, and what you asked for needs to be you." />
      <Card>
        <ConfirmThenGo destination={safeCallbackPath(String(callbackUrl ?? ""))} proofs={await listProofs(actor)} />
      </Card>
    </div>
  );
}
