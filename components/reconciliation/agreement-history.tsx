import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import type { CheckView } from "@/lib/reconciliation/schema";
import { AgreementBadge } from "./agreement-badge";
import type { Shown } from "./evidence-list";

/** How the account stood, each time it was looked at after something had changed. */
export function AgreementHistory({ history, ...shown }: Shown & { history: readonly CheckView[] }) {
  if (history.length === 0) return null;
  return (
    <Card title="History of agreement" flush>
      <ol className="max-h-96 divide-y divide-line overflow-y-auto" aria-label="History of agreement">
        {history.map((check) => (
          <li key={`${check.checkedAt}-${check.id}`} className="px-4 py-2.5 md:px-5">
            <AgreementBadge agreement={{ snapshot: check, open: check.open, accepted: check.accepted }} {...shown} />
            <p className="mt-1 text-xs text-muted">
              {check.agreeing === 1 ? "1 agrees" : `${check.agreeing} agree`}
              {check.accepted > 0 && `, ${check.accepted} accepted`} · snapshot of{" "}
              <DateTime value={check.asOf} dateOnly={check.dateOnly} {...shown} /> · compared{" "}
              <DateTime value={check.checkedAt} {...shown} />
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
