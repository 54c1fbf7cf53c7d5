import { TableSkeleton } from "@/components/table/table-skeleton";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import type { InstrumentList } from "@/lib/instruments/schema";
import { instrumentRow } from "./instrument-row";
import { InstrumentsTable } from "./instruments-table";
import { MergeSuggestions } from "./merge-suggestions";
import { UnknownNames } from "./unknown-names";

interface InstrumentsSectionProps extends InstrumentList {
  q: string;
  locale: string;
}

/** Every instrument, what may be the same one twice, and what is nobody's yet. */
export function InstrumentsSection({ instruments, suggestions, unknown, q, locale }: InstrumentsSectionProps) {
  return (
    <div className="space-y-5">
      <UnknownNames count={unknown} />
      <MergeSuggestions suggestions={suggestions} />
      {instruments.length > 0 ? (
        <div>
          <InstrumentsTable rows={instruments.map(instrumentRow)} q={q} locale={locale} />
        </div>
      ) : (
        <EmptyState icon={<Icon name="tags" />} title="No instruments yet">
          They come with what you import or enter: each share, fund or coin once, whatever your brokers call it.
        </EmptyState>
      )}
    </div>
  );
}

export function InstrumentsSkeleton() {
  return <TableSkeleton label="Loading instruments" />;
}
