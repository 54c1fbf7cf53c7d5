import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";

/** For an address that doesn't exist, and for a row of somebody else: the same words, so that neither gives the other away. */
export function NothingHere() {
  return (
    <>
      <PageHeader title="Not found" />
      <EmptyState
        icon={<Icon name="search-x" />}
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
