import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { StackedCell, StackedRow, StackedTable } from "@/components/ui/stacked-table";
import type { SlowStatements as Statements } from "@/lib/operator/schema";

const milliseconds = (ms: number) => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;

/** Where the database's time goes, longest in all first. */
export function SlowStatements({ statements }: { statements: Statements }) {
  if (!statements)
    return (
      <Card flush>
        <EmptyState title="PostgreSQL doesn’t tell">
          Load pg_stat_statements (shared_preload_libraries), create the extension in this database, and let its owner read it
          (pg_read_all_stats).
        </EmptyState>
      </Card>
    );
  return (
    <Card flush>
      <StackedTable label="Table of statements" headings={["Statement", "Calls", "Mean", "In all"]}>
        {statements.map(({ statement, calls, meanMs, totalMs }) => (
          <StackedRow key={statement}>
            <StackedCell className="max-w-xl break-words font-mono text-xs">{statement}</StackedCell>
            <StackedCell className="tabular">{calls} calls</StackedCell>
            <StackedCell className="tabular">{milliseconds(meanMs)} each</StackedCell>
            <StackedCell className="tabular">{milliseconds(totalMs)} in all</StackedCell>
          </StackedRow>
        ))}
      </StackedTable>
    </Card>
  );
}
