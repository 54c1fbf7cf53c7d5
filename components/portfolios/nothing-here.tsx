import { SearchX } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

/** For an address that doesn't exist, and for a row of somebody else: the same words, so that neither gives the other away. */
export function NothingHere() {
  return (
    <>
      <PageHeader title="Not found" />
      <EmptyState
        icon={<SearchX />}
        title="There is nothing at this address"
        actions={
          <ButtonLink href="/portfolios" variant="primary">
            Your portfolios
          </ButtonLink>
        }
      >
        What was here may have been deleted, or the address has a typing mistake.
      </EmptyState>
    </>
  );
}
