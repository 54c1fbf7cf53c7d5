import { InstrumentFiguresCards } from "@/components/instruments/instrument-figures";
import type { Actor } from "@/lib/auth/actor";
import type { InstrumentTransaction } from "@/lib/instruments/schema";
import type { Moment } from "@/lib/moment/schema";
import { getInstrumentFigures } from "@/lib/performance/queries";
import { getSettings } from "@/lib/users/queries";

interface FiguresPartProps {
  actor: Actor;
  id: bigint;
  transactions: readonly InstrumentTransaction[];
  moment: Moment;
}

/** Price, lots and payments of an instrument; nothing while no ledger names it. */
export async function FiguresPart({ actor, id, transactions, moment }: FiguresPartProps) {
  const [figures, { locale, timeZone }] = await Promise.all([getInstrumentFigures(actor, id, moment), getSettings(actor)]);
  return (
    figures && (
      <InstrumentFiguresCards
        instrumentId={id.toString()}
        figures={figures}
        transactions={transactions}
        locale={locale}
        timeZone={timeZone}
      />
    )
  );
}
