import type { Route } from "next";
import { Explained } from "@/components/explain/explained";
import { MomentLink } from "@/components/moment/moment-link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Quantity } from "@/components/ui/money";
import { NotAvailable } from "@/components/ui/not-available";
import type { HeldIn } from "@/lib/instruments/schema";
import { add, ZERO } from "@/lib/money/decimal";
import { unitsIn } from "./instrument-row";

const CELL = "px-4 py-2.5 md:px-5";

interface PositionsProps {
  instrumentId: string;
  heldIn: readonly HeldIn[];
  locale: string;
}

/** How much of it each account has: by its ledger, and by its newest list. */
export function Positions({ instrumentId, heldIn, locale }: PositionsProps) {
  return (
    <Card title="Held in" flush>
      {heldIn.length === 0 ? (
        <p className="p-4 text-muted md:px-5">No ledger and no newest list of positions names it.</p>
      ) : (
        <table className="w-full" aria-label="Held in">
          <thead>
            <tr className="text-xs text-muted">
              <th className={`${CELL} text-left font-medium`}>Account</th>
              <th className={`${CELL} text-right font-medium`}>Units by ledger</th>
              <th className={`${CELL} text-right font-medium`}>By newest list</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line border-t border-line">
            {heldIn.map((held) => (
              <Position key={held.accountId} instrumentId={instrumentId} held={held} locale={locale} />
            ))}
          </tbody>
          {heldIn.length > 1 && (
            <tfoot className="border-t border-line font-medium">
              <tr>
                <th scope="row" className={`${CELL} text-left font-medium`}>
                  All accounts
                </th>
                <td className={`${CELL} text-right`} colSpan={2}>
                  <Explained figure="held-units" subject={{ instrument: instrumentId }} label="units in all accounts">
                    <Quantity value={add(ZERO, ...heldIn.map(unitsIn))} locale={locale} />
                  </Explained>
                </td>
              </tr>
            </tfoot>
          )}
        </table>
      )}
    </Card>
  );
}

function Position({ instrumentId, held, locale }: Omit<PositionsProps, "heldIn"> & { held: HeldIn }) {
  const { accountId, accountName, units, listed, rows } = held;
  const subject = { account: accountId, instrument: instrumentId };
  const differs = rows > 0 && listed !== null && listed !== units;
  return (
    <tr>
      <th scope="row" className={`${CELL} text-left font-normal`}>
        <MomentLink href={`/accounts/${accountId}` as Route} className="break-words text-link">
          {accountName}
        </MomentLink>{" "}
        {differs && <Badge tone="warning">They differ</Badge>}
      </th>
      <td className={`${CELL} text-right`}>
        {rows > 0 ? (
          <Explained figure="ledger-units" subject={subject} label={`units by the ledger of ${accountName}`}>
            <Quantity value={units} locale={locale} />
          </Explained>
        ) : (
          <NotAvailable reason="no row of the ledger names it" />
        )}
      </td>
      <td className={`${CELL} text-right`}>
        {listed !== null ? (
          <Explained figure="listed-units" subject={subject} label={`units by the list of ${accountName}`}>
            <Quantity value={listed} locale={locale} />
          </Explained>
        ) : (
          <NotAvailable reason="it isn't in the account's newest list" />
        )}
      </td>
    </tr>
  );
}
