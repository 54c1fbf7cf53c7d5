import { Explained } from "@/components/explain/explained";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
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

/** Lines beyond this are counted, not listed: the worst come first, and those that agree last. */
const MOST_DIFFERING = 100;
const MOST_AGREEING = 100;
const CELL = "px-2.5 py-2.5 first:pl-4 last:pr-4 md:px-4 md:first:pl-5 md:last:pr-5";

/** Per instrument, and for cash: what the ledger has, what the broker has, and why they differ. */
export function ComparisonTable({ accountId, snapshotId, lines, comparesCash, ...shown }: ComparisonTableProps) {
  const differing = lines.filter(({ state }) => state !== "agrees");
  const agreeing = lines.filter(({ state }) => state === "agrees");
  const hidden = {
    differing: Math.max(0, differing.length - MOST_DIFFERING),
    agreeing: Math.max(0, agreeing.length - MOST_AGREEING),
  };
  return (
    <Card
      title="Ledger and broker"
      description={comparesCash ? undefined : "The broker’s list says nothing of cash, so cash isn’t compared."}
      flush
    >
      {/* A phone has no room for four columns: there each line is a block, with both sides below the name. */}
      <table className="w-full max-md:block" aria-label="Reconciliation">
        <thead className="max-md:hidden">
          <tr className="text-xs text-muted">
            <th className={`${CELL} text-left font-medium`}>Instrument</th>
            <th className={`${CELL} text-right font-medium`}>Ledger</th>
            <th className={`${CELL} text-right font-medium`}>Broker</th>
            <th className={`${CELL} text-right font-medium`}>Difference</th>
          </tr>
        </thead>
        {differing.slice(0, MOST_DIFFERING).map((line) => (
          <tbody
            key={line.subject.key}
            id={anchorOf(line.subject.key)}
            className="scroll-mt-4 border-t border-line target:bg-accent-wash max-md:block"
          >
            <Line accountId={accountId} snapshotId={snapshotId} line={line} {...shown} />
            {(line.causes.length > 0 || line.accepted || line.lapsed) && (
              <tr className="max-md:block">
                <td colSpan={4} className="px-4 pb-4 max-md:block md:px-5">
                  <DifferenceDetails accountId={accountId} snapshotId={snapshotId} line={line} {...shown} />
                </td>
              </tr>
            )}
          </tbody>
        ))}
        <tbody className="divide-y divide-line border-t border-line max-md:block">
          {agreeing.slice(0, MOST_AGREEING).map((line) => (
            <Line key={line.subject.key} accountId={accountId} snapshotId={snapshotId} line={line} {...shown} />
          ))}
        </tbody>
      </table>
      {hidden.differing + hidden.agreeing > 0 && (
        <p className="border-t border-line px-4 py-3 text-muted md:px-5">
          {hidden.differing > 0 && `And ${hidden.differing} more that differ, shown as these are settled. `}
          {hidden.agreeing > 0 && `And ${hidden.agreeing} more that agree.`}
        </p>
      )}
    </Card>
  );
}

function Line({ accountId, snapshotId, line, locale }: LineProps & Shown) {
  const { subject, ledger, broker, difference, state, value } = line;
  const currency = subject.kind === "cash" ? subject.currency : null;
  const sides = { currency, locale, signed: false };
  const label = labelOf(subject);
  const explained = { subject: { account: accountId, instrument: subject.key, snapshot: snapshotId } };
  const ours = (
    <Explained {...explained} figure="ledger-units" label={`${label} by the ledger`}>
      <Figure value={ledger} {...sides} />
    </Explained>
  );
  const theirs = (
    <Explained {...explained} figure="listed-units" label={`${label} by the broker`}>
      <Figure value={broker} {...sides} />
    </Explained>
  );
  return (
    <tr className="max-md:flex max-md:justify-between">
      <th scope="row" className={`${CELL} min-w-0 text-left align-top font-normal`}>
        <span className="font-medium break-words">{label}</span>
        {subject.name && <span className="block max-w-64 truncate text-xs text-muted">{subject.name}</span>}
        <span className="block text-xs text-muted md:hidden">
          Ledger {ours} · broker {theirs}
        </span>
      </th>
      <td className={`${CELL} text-right align-top max-md:hidden`}>{ours}</td>
      <td className={`${CELL} text-right align-top max-md:hidden`}>{theirs}</td>
      <td className={`${CELL} text-right align-top`}>
        {state === "agrees" ? (
          <span className="inline-flex items-center gap-1 text-gain">
            <Icon name="circle-check" className="size-3.5" />
            Agrees
          </span>
        ) : (
          <>
            <span className="font-medium">
              <Explained {...explained} figure="units-difference" label={`Difference of ${label}`}>
                <Figure value={difference} currency={currency} locale={locale} />
              </Explained>
            </span>
            <span className="block text-xs text-muted">
              {state === "accepted" ? (
                <Badge>Accepted</Badge>
              ) : (
                currency === null &&
                value !== null && (
                  <>
                    worth{" "}
                    <Explained {...explained} figure="difference-value" label={`Worth of the difference of ${label}`}>
                      <Money value={value} currency={subject.currency} locale={locale} />
                    </Explained>
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
