"use client";
import { useAction } from "@/components/form/use-action";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { formatDateTime } from "@/components/ui/date-format";
import { removePricesAction } from "@/lib/prices/actions";
import { fileSource } from "@/lib/prices/rules";
import type { PriceFileResult } from "@/lib/prices/schema";

interface ImportPricesResultProps {
  instrumentId: string;
  result: PriceFileResult;
  locale: string;
  /** Called when what was imported has been taken back. */
  onUndone: () => void;
}

const counted = (count: number, one: string, locale: string) => `${count.toLocaleString(locale)} ${one}${count === 1 ? "" : "s"}`;

/** What a file comes to, or has come to. */
export function ImportPricesResult({ instrumentId, result, locale, onUndone }: ImportPricesResultProps) {
  const { step, fileName, prices, fresh, first, last, currency, blank, problems, problemCount, notes } = result;
  const { run, pending } = useAction(removePricesAction, { onSuccess: onUndone });
  const day = (iso: string | null) => (iso === null ? "" : (formatDateTime(`${iso}T00:00:00Z`, { dateOnly: true, locale }) ?? iso));
  const isDone = step === "import";
  return (
    <Alert
      tone={isDone ? "success" : prices === 0 || problemCount > 0 ? "warning" : "info"}
      title={isDone ? `Imported ${counted(prices, "price", locale)} of ${fileName}` : `${counted(prices, "price", locale)} in ${fileName}`}
      actions={
        isDone && (
          <Button size="sm" variant="secondary" pending={pending} onClick={() => void run({ instrumentId, source: fileSource(fileName) })}>
            Undo
          </Button>
        )
      }
    >
      {prices > 0 && (
        <p>
          From {day(first)} to {day(last)}, in {currency}.{" "}
          {fresh === 0 ? "None of them is new." : `${counted(fresh, "price", locale)} new or other than before.`}
        </p>
      )}
      {blank > 0 && <p>{counted(blank, "day", locale)} without a price.</p>}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {problemCount > 0 && (
        <>
          <p className="mt-1 font-medium">
            {counted(problemCount, "line", locale)} can’t be read, and {isDone ? "were left out" : "will be left out"}:
          </p>
          <ul className="list-disc pl-4" aria-label="Lines that can’t be read">
            {problems.map(({ line, problem }) => (
              <li key={line}>
                Line {line}: {problem}
              </li>
            ))}
            {problemCount > problems.length && <li>and {(problemCount - problems.length).toLocaleString(locale)} more.</li>}
          </ul>
        </>
      )}
    </Alert>
  );
}
