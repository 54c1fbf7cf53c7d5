import type { Metadata, Route } from "next";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Sign-in over" };

export default async function LoginOverPage() {
  await requireActor();
  return (
    <>
      <PageHeader title="Signing in at a broker" />
      <EmptyState
        title="This sign-in is over"
        actions={
          <ButtonLink variant="primary" href={"/portfolios" as Route}>
            Your portfolios
          </ButtonLink>
        }
      >
        It was used already, took longer than half an hour, or was begun by somebody else. Open the account and press its sign-in button
        once more.
      </EmptyState>
    </>
  );
}
