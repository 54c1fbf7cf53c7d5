"use client";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";

/** A filter that leaves nothing. */
export function NothingMatches({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={<Icon name="search-x" />}
      title="Nothing matches"
      actions={
        <Button variant="secondary" onClick={onClear}>
          Clear
        </Button>
      }
    >
      No row fits the search and filters. Clear them to see everything.
    </EmptyState>
  );
}
