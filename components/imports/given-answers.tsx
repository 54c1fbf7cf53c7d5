"use client";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { removeAnswerAction } from "@/lib/imports/actions";
import type { ImportAnswers } from "@/lib/imports/schema";
import { tradeTypeRow } from "@/lib/transactions/trade-types";

/** What the person has said for all lines alike, each to be taken back. */
export function GivenAnswers({ importId, answers: { currency, tradeTypes = {} } }: { importId: string; answers: ImportAnswers }) {
  const { run, pending } = useAction(removeAnswerAction);
  const entry = (key: string, words: string, values: Readonly<Record<string, string>>) => (
    <li key={key} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <span className="min-w-0 break-words">{words}</span>
      <Button variant="ghost" size="sm" pending={pending} aria-label={`Remove: ${words}`} onClick={() => run({ importId, ...values })}>
        Remove
      </Button>
    </li>
  );
  return (
    <ul className="max-w-xl">
      {currency !== undefined && entry("currency", `Lines without a currency are in ${currency}.`, { about: "currency" })}
      {Object.entries(tradeTypes).map(([rawType, tradeType]) =>
        entry(`type ${rawType}`, `“${rawType}” is ${tradeTypeRow(tradeType).label}.`, { about: "type", rawType }),
      )}
    </ul>
  );
}
