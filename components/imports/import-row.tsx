import type { Route } from "next";
import Link from "next/link";
import { DateTime } from "@/components/ui/date-time";
import { Money, Quantity } from "@/components/ui/money";
import type { Version } from "@/lib/imports/preview-schema";
import type { ImportRowView, ImportView } from "@/lib/imports/schema";
import { type DecimalString, parseDecimal } from "@/lib/money/decimal";
import { tradeTypeRow } from "@/lib/transactions/trade-types";
import { OutcomeBadge } from "./outcome-badge";
import { RowVersions } from "./row-versions";

/** How a table of lines is shown; the same for all its rows. */
export interface RowStyle {
  importId: string;
  status: ImportView["status"];
  /** Whether the file goes into several accounts, so that each line has to say which. */
  withAccount: boolean;
  timeZone: string;
  locale: string;
}

/** The columns that follow line and outcome, the account's aside. */
const FURTHER_COLUMNS = 8;

interface ImportRowProps {
  row: ImportRowView;
  style: RowStyle;
  onChosen: (version: Version) => void;
}

/** One line of a file. What has no figures of its own (a snapshot, a skipped or refused line) speaks across the row. */
export function ImportRow({ row, style, onChosen }: ImportRowProps) {
  const wordy = row.kind === "line" || row.kind === "cancellation" || row.kind === "snapshot";
  const line = (
    <tr className="border-t border-line align-top">
      <td className="tabular px-3 py-2 text-right text-muted">{row.line}</td>
      <td className="px-3 py-2">
        <OutcomeBadge outcome={row.outcome} status={style.status} />
      </td>
      {wordy ? <Words row={row} style={style} /> : <Figures row={row} style={style} />}
    </tr>
  );
  const canChoose = style.status === "preview";
  if (row.version === null || (!canChoose && row.differences.length === 0)) return line;
  return (
    <>
      {line}
      <tr>
        <td colSpan={FURTHER_COLUMNS + (style.withAccount ? 3 : 2)} className="px-3 pb-3">
          {/* Stays in view while the table is scrolled sideways: on a phone most of it is beyond the edge. */}
          <div className="sticky left-3 w-fit max-w-[min(40rem,calc(100vw-4rem))] rounded-md bg-sunken px-3 py-1.5">
            <RowVersions
              importId={style.importId}
              row={row}
              canChoose={canChoose}
              onChosen={onChosen}
              timeZone={style.timeZone}
              locale={style.locale}
            />
          </div>
        </td>
      </tr>
    </>
  );
}

function Words({ row, style: { withAccount, timeZone, locale } }: { row: ImportRowView; style: RowStyle }) {
  return (
    <td colSpan={FURTHER_COLUMNS + (withAccount ? 1 : 0)} className="px-3 py-2">
      {/* As wide as what is left of the screen, where it is read without scrolling the table sideways. */}
      <div className="sticky left-3 w-fit max-w-[calc(100vw-13rem)] break-words">
        {row.kind !== "snapshot" ? (
          <>
            {row.reason} <LedgerLink row={row} />
          </>
        ) : (
          <span className="font-medium">
            Positions as of <DateTime value={row.at} dateOnly={row.dateOnly} timeZone={timeZone} locale={locale} />
          </span>
        )}
      </div>
    </td>
  );
}

function Figures({ row, style: { withAccount, timeZone, locale } }: { row: ImportRowView; style: RowStyle }) {
  const currency = row.currency ?? "";
  const isMoney = row.assetType === "cash";
  const [quantity, price, amount] = [
    isMoney ? null : unlessZero(row.quantity),
    isMoney ? null : unlessZero(row.price),
    figure(row.netAmount),
  ];
  // A position's date is its snapshot's, which stands above it.
  const at = row.kind === "holding" ? null : row.at;
  return (
    <>
      <td className="px-3 py-2">{at && <DateTime value={at} dateOnly={row.dateOnly} timeZone={timeZone} locale={locale} />}</td>
      <td className="px-3 py-2 whitespace-nowrap">{row.tradeType ? tradeTypeRow(row.tradeType).label : "Position"}</td>
      <td className="max-w-60 px-3 py-2">
        <span className="font-medium">{row.symbol}</span>
        {row.name && (
          <span className="block truncate text-xs text-muted" title={row.name}>
            {row.name}
          </span>
        )}
      </td>
      <td className="px-3 py-2 text-right">{quantity && <Quantity value={quantity} locale={locale} />}</td>
      <td className="px-3 py-2 text-right">{price && <Money kind="price" value={price} currency={currency} locale={locale} />}</td>
      <td className="px-3 py-2 text-right">
        <Money value={amount} currency={currency} reason="the file gives none" locale={locale} />
      </td>
      <td className="px-3 py-2">{currency}</td>
      {withAccount && <td className="px-3 py-2">{row.accountName}</td>}
      <td className="min-w-40 px-3 py-2 text-muted">
        {row.reason} <LedgerLink row={row} />
      </td>
    </>
  );
}

/** Leads to the row of the ledger that the line equals, or became. */
function LedgerLink({ row: { transaction, line } }: { row: ImportRowView }) {
  if (!transaction) return null;
  return (
    <Link href={`/accounts/${transaction.accountId}/transactions/${transaction.id}` as Route} className="text-link whitespace-nowrap">
      See the row<span className="sr-only"> of line {line}</span>
    </Link>
  );
}

const figure = (text: string | null): DecimalString | null => (text === null ? null : parseDecimal(text));

/** Dividends and fees move no units: an empty cell says so better than a column of zeros. */
function unlessZero(text: string | null): DecimalString | null {
  const value = figure(text);
  return value === "0" ? null : value;
}
