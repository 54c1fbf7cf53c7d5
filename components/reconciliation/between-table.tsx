import { Explained } from "@/components/explain/explained";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import type { ExplainSubject } from "@/lib/explain/schema";
import type { DecimalString } from "@/lib/money/decimal";
import { ZERO } from "@/lib/money/decimal";
import { type BetweenLine, type Explained as ExplainedPart, valueChange } from "@/lib/reconciliation/between/rules";
import { PART_LABELS } from "@/lib/reconciliation/between/words";
import type { Shown } from "./evidence-list";
import { Figure } from "./fix-effects";
import { labelOf } from "./line-words";

const CELL = "px-2.5 py-2.5 first:pl-4 last:pr-4 md:px-4 md:first:pl-5 md:last:pr-5";

interface BetweenTableProps extends Shown {
  accountId: string;
  /** The lists, by their ids. */
  lists: { from: string; to: string };
  lines: readonly BetweenLine[];
  baseCurrency: string;
}

/** Per instrument: both lists' units, the change of value, and below it the parts that make it up. */
export function BetweenTable({ accountId, lists, lines, baseCurrency, locale }: BetweenTableProps) {
  return (
    <Card title="What happened in between" flush>
      <table className="w-full max-md:block" aria-label="Between two snapshots">
        <thead className="max-md:hidden">
          <tr className="text-xs text-muted">
            <th className={`${CELL} text-left font-medium`}>Instrument</th>
            <th className={`${CELL} text-right font-medium`}>From</th>
            <th className={`${CELL} text-right font-medium`}>To</th>
            <th className={`${CELL} text-right font-medium`}>Change of value</th>
          </tr>
        </thead>
        {lines.map((line) => (
          <Rows key={line.subject.key} accountId={accountId} lists={lists} line={line} baseCurrency={baseCurrency} locale={locale} />
        ))}
      </table>
      {lines.length === 0 && <p className="border-t border-line p-4 text-muted md:px-5">Both lists are empty.</p>}
    </Card>
  );
}

type RowsProps = Pick<BetweenTableProps, "accountId" | "lists" | "baseCurrency" | "locale"> & { line: BetweenLine };

function Rows({ accountId, lists, line, baseCurrency, locale }: RowsProps) {
  const { subject, from, to, parts } = line;
  const between: ExplainSubject = { account: accountId, instrument: subject.key, earlier: lists.from, snapshot: lists.to };
  const change = valueChange(line);
  const currency = subject.kind === "cash" ? subject.currency : null;
  const sides = { currency, locale, signed: false };
  // What isn't on a list has no line there to be explained.
  const side = (list: "from" | "to", value: DecimalString) =>
    value === ZERO ? (
      <Figure value={value} {...sides} />
    ) : (
      <Explained
        figure="listed-units"
        subject={{ account: accountId, instrument: subject.key, snapshot: lists[list] }}
        label={`${labelOf(subject)} by the ${list === "from" ? "first" : "second"} list`}
      >
        <Figure value={value} {...sides} />
      </Explained>
    );
  return (
    <tbody className="border-t border-line max-md:block">
      <tr className="max-md:flex max-md:justify-between">
        <th scope="row" className={`${CELL} min-w-0 text-left font-normal break-words`}>
          <span className="font-medium">{labelOf(subject)}</span>
          <span className="block text-xs text-muted md:hidden">
            {side("from", from)} <span aria-hidden>→</span>
            <span className="sr-only"> to </span> {side("to", to)}
          </span>
        </th>
        <td className={`${CELL} text-right max-md:hidden`}>{side("from", from)}</td>
        <td className={`${CELL} text-right max-md:hidden`}>{side("to", to)}</td>
        <td className={`${CELL} text-right`}>
          <Explained figure="value-change" subject={between} label={`change of value of ${labelOf(subject)}`}>
            <Money value={change} currency={subject.currency} locale={locale} signed reason="one of the lists has no price" />
          </Explained>
        </td>
      </tr>
      {parts.length > 0 && (
        <tr className="max-md:block">
          <td colSpan={4} className="px-4 pb-3 max-md:block md:px-5">
            <ul aria-label={`Parts of ${labelOf(subject)}`} className="flex flex-wrap gap-x-5 text-xs leading-6">
              {parts.map((part) => (
                <li key={part.part} className={part.part === "unexplained" ? "text-warning" : "text-muted"}>
                  <PartWords part={part} line={line} between={between} baseCurrency={baseCurrency} locale={locale} />
                </li>
              ))}
            </ul>
          </td>
        </tr>
      )}
    </tbody>
  );
}

interface PartWordsProps extends Pick<RowsProps, "line" | "baseCurrency" | "locale"> {
  part: ExplainedPart;
  /** Of the line. */
  between: ExplainSubject;
}

/** Its name with its units, and what they are worth: each leads to its derivation. */
function PartWords({ part: { part, units, value }, line: { subject }, between, baseCurrency, locale }: PartWordsProps) {
  const label = `${PART_LABELS[part]} of ${labelOf(subject)}`;
  const own = { ...between, part };
  const name = <span className="font-medium">{PART_LABELS[part]}</span>;
  const worth = value !== ZERO && (
    <Money value={value} currency={part === "fx" ? baseCurrency : subject.currency} locale={locale} signed reason="there is no price" />
  );
  if (units === null || subject.kind === "cash")
    return (
      <Explained figure="part-value" subject={own} label={label}>
        {name} {worth}
      </Explained>
    );
  return (
    <>
      <Explained figure="part-units" subject={own} label={`units: ${label}`}>
        {name} <Figure value={units} currency={null} locale={locale} />
      </Explained>{" "}
      {worth && (
        <Explained figure="part-value" subject={own} label={`value: ${label}`}>
          {worth}
        </Explained>
      )}
    </>
  );
}
