import type { Route } from "next";
import { UnknownCost } from "@/components/gains/unknown-cost";
import { MomentLink } from "@/components/moment/moment-link";
import { DateTime } from "@/components/ui/date-time";
import { Gain, Money, Quantity } from "@/components/ui/money";
import { add, sign, ZERO } from "@/lib/money/decimal";
import type { SaleLot, SaleLots } from "@/lib/performance/lots/schema";

interface TakenLotsProps {
  sale: SaleLots;
  accountId: string;
  locale: string;
  timeZone: string;
}

const CELL = "px-4 py-2 align-top md:px-5";
const HEAD = `${CELL} font-medium`;
/** Leaves first where the card is narrow; the first column then says it. */
const WIDE = "hidden @lg:table-cell";

/** The lots that are taken, in the order of their acquisition. */
export function TakenLots({ sale, accountId, locale, timeZone }: TakenLotsProps) {
  const taken = sale.lots.filter((lot) => sign(lot.taken) > 0);
  const gains = taken.flatMap(({ gain }) => gain ?? []);
  const hasGain = gains.length > 0;
  if (taken.length === 0) return <p className="p-4 text-muted md:px-5">No lot was open just before this row.</p>;
  return (
    <div className="@container">
      <table className="w-full" aria-label="Lots taken">
        <thead className="text-xs text-muted">
          <tr>
            <th scope="col" className={`${HEAD} text-left`}>
              Acquired
            </th>
            <th scope="col" className={`${HEAD} ${WIDE} text-right`}>
              Open before
            </th>
            <th scope="col" className={`${HEAD} ${WIDE} text-right`}>
              Cost per unit
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              Taken
            </th>
            {hasGain && (
              <th scope="col" className={`${HEAD} text-right`}>
                Gain
              </th>
            )}
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {taken.map((lot) => (
            <tr key={lot.lotId}>
              <th scope="row" className={`${CELL} text-left font-normal`}>
                <MomentLink href={`/accounts/${accountId}/transactions/${lot.rowId}` as Route} className="font-medium hover:underline">
                  <DateTime value={lot.acquired} dateOnly={lot.dateOnly} timeZone={timeZone} locale={locale} />
                </MomentLink>
                <span className="block text-xs text-muted @lg:hidden">
                  <Quantity value={lot.open} locale={locale} /> open at <UnitCost lot={lot} currency={sale.currency} locale={locale} />
                </span>
                {!lot.costKnown && <UnknownCost />}
              </th>
              <td className={`${CELL} ${WIDE} text-right`}>
                <Quantity value={lot.open} locale={locale} />
              </td>
              <td className={`${CELL} ${WIDE} text-right`}>
                <UnitCost lot={lot} currency={sale.currency} locale={locale} />
              </td>
              <td className={`${CELL} text-right`}>
                <Quantity value={lot.taken} locale={locale} />
              </td>
              {hasGain && (
                <td className={`${CELL} text-right`}>
                  <Gain value={lot.gain} currency={sale.currency} locale={locale} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
        {taken.length > 1 && (
          <tfoot className="border-t border-line font-medium">
            <tr>
              <th scope="row" className={`${CELL} text-left font-medium`}>
                Sum
              </th>
              <td className={WIDE} />
              <td className={WIDE} />
              <td className={`${CELL} text-right`}>
                <Quantity value={add(ZERO, ...taken.map((lot) => lot.taken))} locale={locale} />
              </td>
              {hasGain && (
                <td className={`${CELL} text-right`}>
                  <Gain value={add(ZERO, ...gains)} currency={sale.currency} locale={locale} />
                </td>
              )}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

const UnitCost = ({ lot, currency, locale }: { lot: SaleLot; currency: string; locale: string }) => (
  <Money value={lot.unitCost} currency={currency} kind="price" locale={locale} />
);
