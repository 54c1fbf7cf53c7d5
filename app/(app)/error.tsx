"use client";

import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";

/** What a page shows when it could not be made. The digest is the way to the server's log; the message stays there. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <>
      <PageHeader title="Something went wrong" />
      <EmptyState
        icon={<Icon name="server-crash" />}
        title="This page could not be shown"
        actions={
          <>
            <Button variant="primary" onClick={retry}>
              Try again
            </Button>
            <ButtonLink href="/portfolios" variant="secondary">
              Your portfolios
            </ButtonLink>
          </>
        }
      >
        <p role="alert">The fault is on our side, and nothing was changed.</p>
        {digest ? <p>If it stays, quote reference {digest}.</p> : null}
      </EmptyState>
    </>
  );
}
