import { CircleCheck } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import type { ReconciledLine } from "@/lib/reconciliation/schema";
import { anchorOf } from "./anchor";
import { DifferenceDetails } from "./difference-details";
import type { Shown } from "./evidence-list";
import { Figure } from "./fix-effects";
import { type LineProps, labelOf } from "./line-words";

interface ComparisonTableProps extends Shown {
  accountId: string;
  snapshotId: string;
  /** Open ones first. */
  lines: readonly ReconciledLine[];
  comparesCash: boolean;
}

/** Agreeing lines beyond this are counted, not listed: the differences are what one comes for. */
const MOST_AGREEING = 100;
const CELL = "px-2.5 py-2.5 first:pl-4 last:pr-4 md:px-4 md:first:pl-5 md:last:pr-5";

/** Per instrument, and for cash: what the ledger has, what the broker has, and why they differ. */
export function ComparisonTable({ accountId, snapshotId, lines, comparesCash, ...shown }: ComparisonTableProps) {
  const differing = lines.filter(({ state }) => state !== "agrees");
  const agreeing = lines.filter(({ state }) => state === "agrees");
  const hidden = Math.max(0, agreeing.length - MOST_AGREEING);
  return (
    <Card
      title="Ledger and broker"
      description={comparesCash ? undefined : "The broker’s list says nothing of cash, so cash isn’t compared."}
      flush
    >
      <table className="w-full" aria-label="Reconciliation">
        <thead>
          <tr className="text-xs text-muted">
            <th className={`${CELL} text-left font-medium`}>Instrument</th>
            <th className={`${CELL} text-right font-medium`}>Ledger</th>
            <th className={`${CELL} text-right font-medium`}>Broker</th>
            <th className={`${CELL} text-right font-medium`}>Difference</th>
          </tr>
        </thead>
        {differing.map((line) => (
          <tbody key={line.subject.key} id={anchorOf(line.subject.key)} className="scroll-mt-4 border-t border-line target:bg-accent-wash">
            <Line line={line} {...shown} />
            <tr>
              <td colSpan={4} className="px-4 pb-4 md:px-5">
                <DifferenceDetails accountId={accountId} snapshotId={snapshotId} line={line} {...shown} />
              </td>
            </tr>
          </tbody>
        ))}
        <tbody className="divide-y divide-line border-t border-line">
          {agreeing.slice(0, MOST_AGREEING).map((line) => (
            <Line key={line.subject.key} line={line} {...shown} />
          ))}
        </tbody>
      </table>
      {hidden > 0 && <p className="border-t border-line px-4 py-3 text-muted md:px-5">And {hidden} more that agree.</p>}
    </Card>
  );
}

function Line({ line, locale }: Pick<LineProps, "line"> & Shown) {
  const { subject, ledger, broker, difference, state, value } = line;
  const currency = subject.kind === "cash" ? subject.currency : null;
  return (
    <tr>
      <th scope="row" className={`${CELL} text-left font-normal`}>
        <span className="font-medium break-words">{labelOf(subject)}</span>
        {subject.name && <span className="block max-w-64 truncate text-xs text-muted">{subject.name}</span>}
      </th>
      <td className={`${CELL} text-right align-top`}>
        <Figure value={ledger} currency={currency} locale={locale} signed={false} />
      </td>
      <td className={`${CELL} text-right align-top`}>
        <Figure value={broker} currency={currency} locale={locale} signed={false} />
      </td>
      <td className={`${CELL} text-right align-top`}>
        {state === "agrees" ? (
          <span className="inline-flex items-center gap-1 text-gain">
            <CircleCheck aria-hidden className="size-3.5" />
            Agrees
          </span>
        ) : (
          <>
            <span className="font-medium">
              <Figure value={difference} currency={currency} locale={locale} />
            </span>
            <span className="block text-xs text-muted">
              {state === "accepted" ? (
                <Badge>Accepted</Badge>
              ) : (
                currency === null &&
                value !== null && (
                  <>
                    worth <Money value={value} currency={subject.currency} locale={locale} />
                  </>
                )
              )}
            </span>
          </>
        )}
      </td>
    </tr>
  );
}
