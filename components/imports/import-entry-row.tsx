import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { rangeText } from "@/components/coverage/coverage-words";
import { Badge } from "@/components/ui/badge";
import { cx } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/copy-button";
import { DateTime } from "@/components/ui/date-time";
import { Icon } from "@/components/ui/icon";
import type { ImportEntry } from "@/lib/imports/history/schema";
import { summarise } from "./import-counts";
import { ImportEntryActions } from "./import-entry-actions";
import { ImportStatusBadge } from "./import-status-badge";
import { fileSize } from "./wording";

interface ImportEntryRowProps {
  entry: ImportEntry;
  timeZone: string;
  locale: string;
}

/** One import of the list: a row of a table on a wide screen; on a phone a small card, where size and hash are left to its own page. */
export function ImportEntryRow({ entry, timeZone, locale }: ImportEntryRowProps) {
  const { fileHash, fileName, isOutdated, parserVersion, period } = entry;
  const [when, what] = whenOf(entry);
  return (
    <tr className="relative grid grid-cols-2 gap-x-4 gap-y-1.5 border-t border-line px-4 py-3 align-top md:table-row md:p-0">
      <td className="col-span-2 min-w-0 pr-10 md:max-w-72 md:py-2.5 md:pr-3 md:pl-5">
        <File entry={entry} />
      </td>
      <Cell className="whitespace-nowrap">
        <DateTime value={when} timeZone={timeZone} locale={locale} />
        <span className="block text-xs text-muted">{what} by you</span>
      </Cell>
      <Cell className="tabular">
        {period ? rangeText(period, locale) : <span className="text-muted">–</span>}
        {period?.estimated && <span className="block text-xs text-muted">from its rows</span>}
      </Cell>
      <Cell className="tabular col-span-2">
        <ImportStatusBadge status={entry.status} /> <span className="text-xs text-muted md:mt-1 md:block">{resultOf(entry)}</span>
      </Cell>
      <Cell className="col-span-2 text-xs text-muted md:text-sm md:text-ink">
        {entry.formatName || <span className="text-muted">–</span>}{" "}
        {parserVersion > 0 && (
          <span className="text-xs whitespace-nowrap text-muted md:block">
            version {parserVersion}
            {isOutdated && ", a newer one is here"}
          </span>
        )}
      </Cell>
      <Cell className="tabular hidden whitespace-nowrap md:table-cell">{fileSize(entry.fileSize)}</Cell>
      <Cell className="hidden whitespace-nowrap md:table-cell">
        {fileHash ? (
          <span className="inline-flex items-center gap-1 font-mono text-xs" title={fileHash}>
            {fileHash.slice(0, 8)}
            <CopyButton text={fileHash} label={`Copy the SHA-256 of ${fileName}`} />
          </span>
        ) : (
          <span className="text-muted">–</span>
        )}
      </Cell>
      <td className="absolute top-2 right-2 text-right md:static md:px-3 md:py-2">
        <ImportEntryActions entry={entry} />
      </td>
    </tr>
  );
}

function Cell({ className, children }: { className: string; children: ReactNode }) {
  return <td className={cx("min-w-0 md:px-3 md:py-2.5", className)}>{children}</td>;
}

function File({ entry }: { entry: ImportEntry }) {
  const { startedOn, isReread, sealed } = entry;
  return (
    <>
      {entry.status === "cancelled" ? (
        <span className="break-words text-muted">{entry.fileName}</span>
      ) : (
        <Link href={`/accounts/${entry.accountId}/import/${entry.id}` as Route} className="font-medium break-words text-link">
          {entry.fileName}
        </Link>
      )}
      <span className="mt-1 flex flex-wrap gap-1.5 empty:hidden">
        {isReread && <Badge tone="info">Read again</Badge>}
        {sealed && <Badge icon={<Icon name="lock" />}>Sealed</Badge>}
        {startedOn && <Badge tone="accent">Started on {startedOn.displayName}</Badge>}
      </span>
    </>
  );
}

function whenOf({ status, createdAt, importedAt, undoneAt }: ImportEntry): [at: string, what: string] {
  if (status === "undone" && undoneAt) return [undoneAt, "undone"];
  return importedAt ? [importedAt, "imported"] : [createdAt, "uploaded"];
}

const WAYS_ON: Readonly<Partial<Record<ImportEntry["status"], string>>> = {
  uploading: "Choose the same file again to go on",
  reading: "Under way",
  mapping: "Say what its columns mean to go on",
  preview: "Look at it, and confirm",
  writing: "Under way",
  undoing: "Under way",
  failed: "See why, and try again",
  undone: "Taken back",
  cancelled: "Thrown away",
};

const resultOf = ({ status, counts }: ImportEntry): string => WAYS_ON[status] ?? summarise(counts);
