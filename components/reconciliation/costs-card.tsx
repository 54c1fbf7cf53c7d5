import { Explained } from "@/components/explain/explained";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { Money } from "@/components/ui/money";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { COST_KINDS, type CostLine } from "@/lib/reconciliation/schema";
import { AcceptDialog } from "./accept-dialog";
import { AcceptedNote } from "./accepted-note";
import { EvidenceList, type Shown } from "./evidence-list";
import { labelOf } from "./line-words";

const CELL = "px-2.5 py-2.5 first:pl-4 last:pr-4 md:px-4 md:first:pl-5 md:last:pr-5";

interface CostsCardProps extends Shown {
  accountId: string;
  snapshotId: string;
  costs: readonly CostLine[];
  /** It is looked at as it was: why they differ, and what may stand, is asked in the present. */
  isPast: boolean;
}

/** What both sides say that the same units cost, and why they say different things. */
export function CostsCard({ accountId, snapshotId, costs, isPast, ...shown }: CostsCardProps) {
  const known = costs.filter(({ state }) => state !== "unknown");
  const rest = costs.length - known.length;
  if (costs.length === 0) return null;
  return (
    <Card
      title="Cost and value"
      description="Of what both sides have as many units of. The ledger’s cost is the average cost, charges included."
      flush
    >
      {known.length > 0 && (
        <table className="w-full max-md:block" aria-label="Cost and value">
          <thead className="max-md:hidden">
            <tr className="text-xs text-muted">
              <th className={`${CELL} text-left font-medium`}>Instrument</th>
              <th className={`${CELL} text-right font-medium`}>Ledger’s cost</th>
              <th className={`${CELL} text-right font-medium`}>Broker’s cost</th>
              <th className={`${CELL} text-right font-medium`}>Difference</th>
              <th className={`${CELL} text-right font-medium`}>Broker’s value</th>
            </tr>
          </thead>
          {known.map((cost) => (
            <CostRows key={cost.subject.key} {...{ accountId, snapshotId, cost, isPast }} {...shown} />
          ))}
        </table>
      )}
      {rest > 0 && (
        <p className="border-t border-line px-4 py-3 text-muted first:border-t-0 md:px-5">
          {rest === 1 ? "One instrument isn’t" : `${rest} instruments aren’t`} compared: one of the sides doesn’t tell the cost.
        </p>
      )}
    </Card>
  );
}

function CostRows({ accountId, snapshotId, cost, isPast, ...shown }: Omit<CostsCardProps, "costs"> & { cost: CostLine }) {
  const { subject, ledger, broker, difference, state, value, causes, accepted } = cost;
  const { locale } = shown;
  const label = labelOf(subject);
  const money = { currency: subject.currency, locale };
  const average = { ...money, kind: "price" } as const;
  const explained = { subject: { account: accountId, instrument: subject.key, snapshot: snapshotId } };
  const ours = (
    <Explained {...explained} figure="ledger-cost" label={`Cost of ${label} by the ledger`}>
      <Money value={ledger} {...money} />
    </Explained>
  );
  const theirs = (
    <Explained {...explained} figure="listed-cost" label={`Cost of ${label} by the broker`}>
      <Money value={broker} {...money} />
    </Explained>
  );
  return (
    <tbody className="border-t border-line max-md:block">
      <tr className="max-md:flex max-md:justify-between">
        <th scope="row" className={`${CELL} min-w-0 text-left align-top font-normal break-words`}>
          <span className="font-medium">{label}</span>
          <span className="block text-xs text-muted md:hidden">
            Ledger {ours} · broker {theirs}
          </span>
        </th>
        <td className={`${CELL} text-right align-top max-md:hidden`}>
          {ours}
          <span className="block text-xs text-muted">
            <Money value={cost.ledgerAvgPrice} {...average} /> each
          </span>
        </td>
        <td className={`${CELL} text-right align-top max-md:hidden`}>
          {theirs}
          <span className="block text-xs text-muted">
            <Money value={cost.brokerAvgPrice} {...average} /> each
          </span>
        </td>
        <td className={`${CELL} text-right align-top`}>
          {state === "agrees" ? (
            <span className="inline-flex items-center gap-1 text-gain">
              <Icon name="circle-check" className="size-3.5" />
              Agrees
            </span>
          ) : (
            <Explained {...explained} figure="cost-difference" label={`Difference of the costs of ${label}`}>
              <Money value={difference} {...money} signed className="font-medium" />
            </Explained>
          )}
        </td>
        <td className={`${CELL} text-right align-top max-md:hidden`}>
          <Explained {...explained} figure="listed-value" label={`Value of ${label} by the broker`}>
            <Money value={value} {...money} reason="the broker’s list has no value" />
          </Explained>
        </td>
      </tr>
      {((state === "open" && !isPast) || accepted) && difference !== null && (
        <tr className="max-md:block">
          <td colSpan={5} className="px-4 pb-4 max-md:block md:px-5">
            {accepted ? (
              <AcceptedNote accepted={accepted} label={`${label}’s cost`} locale={locale} />
            ) : (
              <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
                <div className="min-w-0 flex-1 basis-72 space-y-2">
                  {causes === null && <p className="text-muted">Explained once the larger differences are settled.</p>}
                  {causes?.length === 0 && (
                    <p className="text-muted">
                      No charge, method or corporate action of the ledger explains it. Compare the purchases with the broker’s, one by one.
                    </p>
                  )}
                  {causes?.map((cause) => (
                    <div key={cause.sentence}>
                      <p className="break-words">
                        <Badge tone={cause.confidence === "likely" ? "success" : "info"}>
                          {cause.confidence === "likely" ? "Likely" : "Possible"}
                        </Badge>{" "}
                        <span className="font-medium">{COST_KINDS[cause.kind]}.</span> {cause.sentence}
                      </p>
                      <EvidenceList rows={cause.evidence} accountId={accountId} {...shown} />
                    </div>
                  ))}
                </div>
                <AcceptDialog
                  {...{ accountId, snapshotId, difference }}
                  subject={subject.key}
                  label={`${label}’s cost`}
                  figure="cost"
                  proposal={causes?.[0] ? { note: `${COST_KINDS[causes[0].kind]}.`, until: null } : null}
                />
              </div>
            )}
          </td>
        </tr>
      )}
    </tbody>
  );
}

export function CostsCardSkeleton() {
  return (
    <Card title="Cost and value">
      <SkeletonGroup label="Comparing costs" className="space-y-3">
        <Skeleton />
        <Skeleton />
      </SkeletonGroup>
    </Card>
  );
}
