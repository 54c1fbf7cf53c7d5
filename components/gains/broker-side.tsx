import type { Route } from "next";
import { Explained } from "@/components/explain/explained";
import { MomentLink } from "@/components/moment/moment-link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { Gain } from "@/components/ui/money";
import type { RowScope } from "@/lib/explain/row-subjects";
import { ZERO } from "@/lib/money/decimal";
import type { GainRow } from "@/lib/performance/schema";
import { compareWithBroker } from "./broker-comparison";

const CELL = "px-4 py-2 md:px-5";

/** Our gains beside the broker's own, sale by sale, where it sent one. */
export function BrokerSide({ scope, rows, locale }: { scope: RowScope; rows: readonly GainRow[]; locale: string }) {
  const sales = compareWithBroker(rows);
  if (sales.length === 0) return null;
  const differing = sales.filter(({ difference }) => difference !== ZERO).length;
  return (
    <Card
      title="Beside the broker’s own figure"
      description="A broker may count by another method or leave charges out; neither figure is changed to fit."
      actions={
        <Badge tone={differing === 0 ? "success" : "warning"}>
          {differing === 0 ? "All agree" : `${differing} of ${sales.length} differ`}
        </Badge>
      }
      flush
    >
      <table className="w-full" aria-label="Gains beside the broker’s">
        <thead className="text-xs text-muted">
          <tr>
            <th scope="col" className={`${CELL} text-left font-medium`}>
              Sale
            </th>
            <th scope="col" className={`${CELL} text-right font-medium`}>
              Ours
            </th>
            <th scope="col" className={`${CELL} hidden text-right font-medium sm:table-cell`}>
              Broker’s
            </th>
            <th scope="col" className={`${CELL} text-right font-medium`}>
              Difference
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {sales.map((sale) => (
            <tr key={sale.transactionId}>
              <th scope="row" className={`${CELL} text-left font-normal`}>
                <MomentLink
                  href={`/accounts/${sale.accountId}/transactions/${sale.transactionId}` as Route}
                  className="font-medium hover:underline"
                >
                  {sale.symbol}
                </MomentLink>{" "}
                <DateTime value={sale.disposed.slice(0, 10)} dateOnly locale={locale} className="text-xs text-muted" />
              </th>
              <td className={`${CELL} text-right`}>
                <Explained
                  figure="whole-sale-gain"
                  subject={{ ...scope, transaction: sale.transactionId }}
                  label={`our gain of ${sale.symbol}`}
                >
                  <Gain value={sale.ours} currency={sale.currency} locale={locale} />
                </Explained>
              </td>
              <td className={`${CELL} hidden text-right sm:table-cell`}>
                <Explained
                  figure="broker-gain"
                  subject={{ ...scope, transaction: sale.transactionId }}
                  label={`the broker’s gain of ${sale.symbol}`}
                >
                  <Gain value={sale.brokers} currency={sale.currency} locale={locale} />
                </Explained>
              </td>
              <td className={`${CELL} text-right`}>
                {sale.difference === ZERO ? (
                  <span className="text-muted">none</span>
                ) : (
                  <Explained
                    figure="broker-gain-difference"
                    subject={{ ...scope, transaction: sale.transactionId }}
                    label={`the difference of the gains of ${sale.symbol}`}
                  >
                    <Gain value={sale.difference} currency={sale.currency} locale={locale} />
                  </Explained>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
