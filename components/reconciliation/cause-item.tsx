import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import type { Tone } from "@/components/ui/tones";
import { CAUSE_KINDS, type CauseView, type Confidence, type ReconciledLine } from "@/lib/reconciliation/schema";
import { AcceptDialog } from "./accept-dialog";
import { EvidenceList, type Shown } from "./evidence-list";
import { FixDialog } from "./fix-dialog";

const CONFIDENCE: Record<Confidence, { label: string; tone: Tone }> = {
  likely: { label: "Likely", tone: "success" },
  possible: { label: "Possible", tone: "info" },
  unlikely: { label: "Less likely", tone: "neutral" },
};

interface CauseItemProps extends Shown {
  accountId: string;
  snapshotId: string;
  line: ReconciledLine;
  label: string;
  cause: CauseView;
  isMain: boolean;
}

/** What a difference may come from: how sure, why, the rows that say so, and what would mend it. */
export function CauseItem({ accountId, snapshotId, line, label, cause, isMain, ...shown }: CauseItemProps) {
  const { label: sureness, tone } = CONFIDENCE[cause.confidence];
  const about = { accountId, snapshotId, subject: line.subject.key, label };
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-72">
        <p className="break-words">
          <Badge tone={tone}>{sureness}</Badge> <span className="font-medium">{CAUSE_KINDS[cause.kind]}.</span> {cause.sentence}
        </p>
        <EvidenceList rows={cause.evidence} accountId={accountId} {...shown} />
        {cause.kind === "missing_row" && (
          <Link href={`/accounts/${accountId}/coverage` as Route} className="text-link">
            Days that files cover
          </Link>
        )}
      </div>
      <div className="flex shrink-0 gap-2">
        {(isMain || (cause.acceptance && !cause.fix)) && (
          <AcceptDialog {...about} figure="quantity" difference={line.difference} proposal={cause.acceptance ?? proposalOf(line)} />
        )}
        {cause.fix && <FixDialog {...about} {...shown} cause={cause} fix={cause.fix} isMain={isMain} />}
      </div>
    </div>
  );
}

/** What any of the causes would have written down, where time or rounding is the reason. */
const proposalOf = ({ causes }: ReconciledLine) => causes.find(({ acceptance }) => acceptance !== null)?.acceptance ?? null;
