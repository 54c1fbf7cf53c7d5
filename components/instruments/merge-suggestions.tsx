"use client";
import type { Route } from "next";
import Link from "next/link";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { mergeInstrumentsAction } from "@/lib/instruments/actions";
import type { InstrumentChoice, MergeSuggestion } from "@/lib/instruments/schema";

/** Pairs that may be one instrument. Nothing is merged but by a person, and every merge can be undone. */
export function MergeSuggestions({ suggestions }: { suggestions: readonly MergeSuggestion[] }) {
  if (suggestions.length === 0) return null;
  return (
    <Card title="Possible duplicates" description="Merge those that are one instrument. A merge can be undone at any time." flush>
      <ul className="divide-y divide-line">
        {suggestions.map((suggestion) => (
          <Suggestion key={`${suggestion.keep.id} ${suggestion.merge.id}`} suggestion={suggestion} />
        ))}
      </ul>
    </Card>
  );
}

function Suggestion({ suggestion: { keep, merge, reason } }: { suggestion: MergeSuggestion }) {
  const { run, pending } = useAction(mergeInstrumentsAction);
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3 md:px-5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium">
          <Named {...merge} full={keep.symbol === merge.symbol} /> <span className="font-normal text-muted">into</span>{" "}
          <Named {...keep} full={keep.symbol === merge.symbol} />
        </p>
        <p className="text-xs text-muted">{reason}</p>
      </div>
      <Button
        variant="secondary"
        size="sm"
        icon={<Icon name="merge" />}
        pending={pending}
        aria-label={`Merge ${merge.symbol} into ${keep.symbol}`}
        onClick={() => run({ instrumentId: keep.id, otherId: merge.id })}
      >
        Merge
      </Button>
    </li>
  );
}

/** Where two have one symbol, its currency tells them apart. */
function Named({ id, symbol, name, currency, full }: InstrumentChoice & { full: boolean }) {
  return (
    <Link href={`/instruments/${id}` as Route} className="break-words hover:underline" title={name || undefined}>
      {symbol}
      {full && currency && ` in ${currency}`}
    </Link>
  );
}
