import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { CAUSE_KINDS, type FixRecord } from "@/lib/reconciliation/schema";
import type { Shown } from "./evidence-list";
import { UndoFix } from "./undo-fix";

/** What was written to mend differences, newest first; each can be taken back. */
export function FixesCard({ accountId, fixes, ...shown }: Shown & { accountId: string; fixes: readonly FixRecord[] }) {
  if (fixes.length === 0) return null;
  return (
    <Card title="Fixes" flush>
      <ol className="divide-y divide-line" aria-label="Fixes">
        {fixes.map((fix) => (
          <li key={fix.id} className="flex flex-wrap items-start justify-between gap-2 px-4 py-2.5 md:px-5">
            <div className="min-w-0 flex-1 basis-56">
              <p className="break-words">
                <span className="font-medium">{fix.label}</span>
                {fix.kind && ` · ${CAUSE_KINDS[fix.kind]}`}
              </p>
              <p className="break-words text-muted">{fix.reason}</p>
              <p className="text-xs text-muted">
                <DateTime value={fix.madeAt} {...shown} /> · <Rows accountId={accountId} rows={fix.rows} isUndone={fix.undoneAt !== null} />
              </p>
            </div>
            {fix.undoneAt ? <Badge>Undone</Badge> : <UndoFix id={fix.id} label={fix.label} />}
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** A row has one address in whichever account it is; those that are gone can be brought back there. */
function Rows({ accountId, rows, isUndone }: { accountId: string; rows: FixRecord["rows"]; isUndone: boolean }) {
  const ids = [...rows.added, ...rows.edited, ...rows.restored, ...rows.removed];
  const count = ids.length === 1 ? "1 row" : `${ids.length} rows`;
  const [first] = ids;
  if (isUndone || first === undefined) return count;
  return (
    <Link href={`/accounts/${accountId}/transactions/${first}` as Route} className="text-link">
      {count}
    </Link>
  );
}
