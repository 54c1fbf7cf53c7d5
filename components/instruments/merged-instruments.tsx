import { Card } from "@/components/ui/card";
import type { InstrumentDetail } from "@/lib/instruments/schema";
import { UndoMerge } from "./undo-merge";

/** What was merged into it, each to be taken out again with the names it came with. */
export function MergedInstruments({ merged }: { merged: InstrumentDetail["merged"] }) {
  if (merged.length === 0) return null;
  return (
    <Card title="Merged into it" flush>
      <ul className="divide-y divide-line" aria-label="Merged into it">
        {merged.map(({ id, symbol, name, aliases }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3 md:px-5">
            <div className="min-w-0 flex-1 basis-40">
              <p className="font-medium break-words">
                {symbol}
                {name && <span className="ml-2 font-normal text-muted">{name}</span>}
              </p>
              <p className="text-xs break-words text-muted">{aliases.map(({ value }) => value).join(", ")}</p>
            </div>
            <UndoMerge id={id} symbol={symbol} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
