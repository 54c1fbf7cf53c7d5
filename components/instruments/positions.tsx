import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Quantity } from "@/components/ui/money";
import type { HeldIn } from "@/lib/instruments/schema";
import { add, ZERO } from "@/lib/money/decimal";
import { unitsIn } from "./instrument-row";

const CELL = "px-4 py-2.5 md:px-5";

/** How much of it each account has: by its ledger, and by its newest list. */
export function Positions({ heldIn, locale }: { heldIn: readonly HeldIn[]; locale: string }) {
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
              <Position key={held.accountId} held={held} locale={locale} />
            ))}
          </tbody>
          {heldIn.length > 1 && (
            <tfoot className="border-t border-line font-medium">
              <tr>
                <th scope="row" className={`${CELL} text-left font-medium`}>
                  All accounts
                </th>
                <td className={`${CELL} text-right`} colSpan={2}>
                  <Quantity value={add(ZERO, ...heldIn.map(unitsIn))} locale={locale} />
                </td>
              </tr>
            </tfoot>
          )}
        </table>
      )}
    </Card>
  );
}

function Position({ held: { accountId, accountName, units, listed, rows }, locale }: { held: HeldIn; locale: string }) {
  const differs = rows > 0 && listed !== null && listed !== units;
  return (
    <tr>
      <th scope="row" className={`${CELL} text-left font-normal`}>
        <Link href={`/accounts/${accountId}` as Route} className="break-words text-link">
          {accountName}
        </Link>{" "}
        {differs && <Badge tone="warning">They differ</Badge>}
      </th>
      <td className={`${CELL} text-right`}>
        <Quantity value={rows > 0 ? units : null} reason="no row of the ledger names it" locale={locale} />
      </td>
      <td className={`${CELL} text-right`}>
        <Quantity value={listed} reason="it isn't in the account's newest list" locale={locale} />
      </td>
    </tr>
  );
}
