"use client";
import { useAction } from "@/components/form/use-action";
import { OnlyNow } from "@/components/moment/only-now";
import { Button } from "@/components/ui/button";
import { formatDateTime } from "@/components/ui/date-format";
import { endAcceptanceAction } from "@/lib/reconciliation/actions";
import type { AcceptanceView } from "@/lib/reconciliation/schema";

/** Why a difference may stand, and the way to end that. */
export function AcceptedNote({ accepted, label, locale }: { accepted: AcceptanceView; label: string; locale: string }) {
  const { run, pending } = useAction(endAcceptanceAction);
  const until = accepted.until && formatDateTime(accepted.until, { dateOnly: true, locale });
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <p className="min-w-0 break-words">
        <span className="text-muted">Accepted{until ? ` until ${until}` : ""}:</span> {accepted.note}
      </p>
      <OnlyNow>
        <Button
          variant="ghost"
          size="sm"
          pending={pending}
          aria-label={`End acceptance of ${label}`}
          onClick={() => void run({ acceptanceId: accepted.id })}
        >
          End acceptance
        </Button>
      </OnlyNow>
    </div>
  );
}
