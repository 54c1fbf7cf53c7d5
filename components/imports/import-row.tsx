import { DateTime } from "@/components/ui/date-time";
import { Money, Quantity } from "@/components/ui/money";
import type { ImportRowView } from "@/lib/imports/schema";
import { parseDecimal } from "@/lib/money/decimal";
import { tradeTypeRow } from "@/lib/transactions/trade-types";
import { OutcomeBadge } from "./outcome-badge";

interface ImportRowProps {
  row: ImportRowView;
  /** Whether the file goes into several accounts, so that each line has to say which. */
  withAccount: boolean;
  timeZone: string;
  locale: string;
}

const COLUMNS_AFTER_OUTCOME = 8;

/** One line of a file. What has no figures of its own (a snapshot, a skipped or refused line) says its reason across the row. */
export function ImportRow({ row, withAccount, timeZone, locale }: ImportRowProps) {
  const plain = row.kind === "line" || row.kind === "cancellation" || row.kind === "snapshot";
  return (
    <tr className="border-t border-line align-top">
      <td className="tabular px-3 py-2 text-right text-muted">{row.line}</td>
      <td className="px-3 py-2"><OutcomeBadge outcome={row.outcome} /></td>
      {plain ? <td colSpan={COLUMNS_AFTER_OUTCOME + (withAccount ? 1 : 0)} className="px-3 py-2"><Words row={row} timeZone={timeZone} locale={locale} /></td>
        : <Figures row={row} withAccount={withAccount} timeZone={timeZone} locale={locale} />}
    </tr>
  );
}

function Words({ row, timeZone, locale }: Omit<ImportRowProps, "withAccount">) {
  if (row.kind !== "snapshot") return row.reason;
  return <span className="font-medium">Positions as of <DateTime value={row.at} dateOnly={row.dateOnly} timeZone={timeZone} locale={locale} /></span>;
}

function Figures({ row, withAccount, timeZone, locale }: ImportRowProps) {
  const figure = (text: string | null) => (text === null ? null : parseDecimal(text));
  const currency = row.currency ?? "";
  return (
    <>
      <td className="px-3 py-2">{row.at && <DateTime value={row.at} dateOnly={row.dateOnly} timeZone={timeZone} locale={locale} />}</td>
      <td className="px-3 py-2 whitespace-nowrap">{row.tradeType ? tradeTypeRow(row.tradeType).label : "Position"}</td>
      <td className="max-w-60 px-3 py-2">
        <span className="font-medium">{row.symbol}</span>
        {row.name && <span className="block truncate text-xs text-muted" title={row.name}>{row.name}</span>}
      </td>
      <td className="px-3 py-2 text-right"><Quantity value={figure(row.quantity)} reason="the file gives none" locale={locale} /></td>
      <td className="px-3 py-2 text-right">{row.price !== null && <Money kind="price" value={figure(row.price)} currency={currency} locale={locale} />}</td>
      <td className="px-3 py-2 text-right"><Money value={figure(row.netAmount)} currency={currency} reason="the file gives none" locale={locale} /></td>
      <td className="px-3 py-2">{currency}</td>
      {withAccount && <td className="px-3 py-2">{row.accountName}</td>}
      <td className="min-w-40 px-3 py-2 text-muted">{row.reason}</td>
    </>
  );
}
