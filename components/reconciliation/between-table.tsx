import { Explained as ExplainedLink } from "@/components/explain/explained";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import type { DecimalString } from "@/lib/money/decimal";
import { subtract, ZERO } from "@/lib/money/decimal";
import type { BetweenLine, Explained, Part } from "@/lib/reconciliation/between/rules";
import type { Shown } from "./evidence-list";
import { Figure } from "./fix-effects";
import { labelOf } from "./line-words";

const PARTS: Record<Part, string> = {
  trades: "Trades",
  actions: "Corporate actions",
  income: "Income",
  moves: "Deposits and transfers",
  charges: "Fees and taxes",
  corrections: "Corrections",
  unexplained: "Not in the ledger",
  price: "Price",
  fx: "Exchange rate",
};
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
  const { subject, from, to, fromValue, toValue, parts } = line;
  const currency = subject.kind === "cash" ? subject.currency : null;
  const sides = { currency, locale, signed: false };
  // What isn't on a list has no line there to be explained.
  const side = (list: "from" | "to", value: DecimalString) =>
    value === ZERO ? (
      <Figure value={value} {...sides} />
    ) : (
      <ExplainedLink
        figure="listed-units"
        subject={{ account: accountId, instrument: subject.key, snapshot: lists[list] }}
        label={`${labelOf(subject)} by the ${list === "from" ? "first" : "second"} list`}
      >
        <Figure value={value} {...sides} />
      </ExplainedLink>
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
          <Money
            value={changeOf(fromValue, toValue)}
            currency={subject.currency}
            locale={locale}
            signed
            reason="one of the lists has no price"
          />
        </td>
      </tr>
      {parts.length > 0 && (
        <tr className="max-md:block">
          <td colSpan={4} className="px-4 pb-3 max-md:block md:px-5">
            <ul aria-label={`Parts of ${labelOf(subject)}`} className="flex flex-wrap gap-x-5 gap-y-1 text-xs">
              {parts.map((part) => (
                <li key={part.part} className={part.part === "unexplained" ? "text-warning" : "text-muted"}>
                  <PartWords
                    part={part}
                    currency={subject.currency}
                    isCash={currency !== null}
                    baseCurrency={baseCurrency}
                    locale={locale}
                  />
                </li>
              ))}
            </ul>
          </td>
        </tr>
      )}
    </tbody>
  );
}

interface PartWordsProps {
  part: Explained;
  currency: string;
  isCash: boolean;
  baseCurrency: string;
  locale: string;
}

function PartWords({ part: { part, units, value }, currency, isCash, baseCurrency, locale }: PartWordsProps) {
  const money = part === "fx" ? baseCurrency : currency;
  return (
    <>
      <span className="font-medium">{PARTS[part]}</span>{" "}
      {!isCash && units !== null && <Figure value={units} currency={null} locale={locale} />}{" "}
      {value !== ZERO && <Money value={value} currency={money} locale={locale} signed reason="there is no price" />}
    </>
  );
}

const changeOf = (from: DecimalString | null, to: DecimalString | null) => (from === null || to === null ? null : subtract(to, from));
