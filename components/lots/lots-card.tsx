import type { Route } from "next";
import { CardSkeleton } from "@/components/accounts/card-skeleton";
import { MomentLink } from "@/components/moment/moment-link";
import { OnlyNow } from "@/components/moment/only-now";
import { MethodChoice } from "@/components/performance/method-choice";
import { METHOD_LABELS } from "@/components/performance/method-labels";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { Quantity } from "@/components/ui/money";
import { ONE, sign } from "@/lib/money/decimal";
import type { ClosingType } from "@/lib/performance/lots/closing-types";
import { nounOf } from "@/lib/performance/lots/rules";
import type { SaleLots } from "@/lib/performance/lots/schema";
import { ChooseLots } from "./choose-lots";
import { ClearLots } from "./clear-lots";
import { TakenLots } from "./taken-lots";

interface LotsCardProps {
  sale: SaleLots;
  id: string;
  accountId: string;
  /** The newest revision as the page shows it. */
  seen: string;
  locale: string;
  timeZone: string;
}

const TITLES: Readonly<Record<ClosingType, string>> = {
  sell: "Lots sold",
  redemption: "Lots redeemed",
  transfer_out: "Lots transferred",
  buy: "Lots bought back",
};

/** The lots that a row of the ledger closes, and the way to choose others. */
export function LotsCard({ sale, id, accountId, seen, locale, timeZone }: LotsCardProps) {
  const isSpecific = sale.method === "specific";
  return (
    <Card
      title={TITLES[sale.tradeType]}
      description={whoChose(sale)}
      actions={
        <OnlyNow>
          {isSpecific && sale.lots.length > 0 && <ChooseLots {...{ sale, id, seen, locale, timeZone }} />}
          {sale.hasChoice && <ClearLots {...{ sale, id, seen }} />}
        </OnlyNow>
      }
      flush
    >
      {isSpecific && <LostLots {...{ sale, accountId, locale }} />}
      <TakenLots {...{ sale, accountId, locale, timeZone }} />
      {sign(sale.beyond) > 0 && (
        <p className="border-t border-line px-4 py-3 text-muted md:px-5">
          <Quantity value={sale.beyond} locale={locale} /> of the {nounOf(sale)}’s units come from no lot: the ledger didn’t hold them then.
        </p>
      )}
      {!isSpecific && (
        <OnlyNow>
          <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-3 md:px-5">
            <p className="min-w-0 flex-1 basis-56 text-muted">
              {sale.hasChoice ? "The row names lots, which counts for nothing with this method." : "You can choose the lots yourself."} Set
              the portfolio’s cost method to “{METHOD_LABELS.specific}”.
            </p>
            <MethodChoice portfolioId={sale.portfolioId} method={sale.method} />
          </div>
        </OnlyNow>
      )}
    </Card>
  );
}

function whoChose({ method, hasChoice }: SaleLots): string {
  if (method === "average") return "At average cost, every unit has the same cost.";
  if (method !== "specific") return `By the portfolio’s method: ${METHOD_LABELS[method]}.`;
  return hasChoice ? "As chosen for this row." : "None are chosen for this row, so the oldest go first.";
}

/** What was chosen and isn't there any more. */
function LostLots({ sale, accountId, locale }: Pick<LotsCardProps, "sale" | "accountId" | "locale">) {
  if (sale.lost.length === 0) return null;
  return (
    <div className="border-b border-line p-4 md:px-5">
      <Alert tone="warning" title="Some of the lots chosen aren’t open any more">
        <ul className="space-y-1">
          {sale.lost.map(({ rowId, quantity }) => (
            <li key={`${rowId} ${quantity}`}>
              <Quantity value={quantity} locale={locale} /> {quantity === ONE ? "unit" : "units"} of the lot that{" "}
              <MomentLink href={`/accounts/${accountId}/transactions/${rowId}` as Route} className="text-link">
                this row
              </MomentLink>{" "}
              opened.
            </li>
          ))}
        </ul>
        <p className="mt-2">The oldest lots were taken in their place. The choice is kept: it counts again when the lots are back.</p>
      </Alert>
    </div>
  );
}

/** In place of the card while the instrument's rows are read. Most purchases close nothing, and nothing is announced for them. */
export function LotsCardSkeleton({ tradeType }: { tradeType: string }) {
  return tradeType === "buy" ? null : <CardSkeleton title="Lots" label="Loading the lots" />;
}
