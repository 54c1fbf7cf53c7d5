import { DateTime } from "@/components/ui/date-time";
import { KeyValue } from "@/components/ui/key-value";
import type { ImportView } from "@/lib/imports/schema";
import { periodOf } from "./import-counts";
import { fileSize } from "./wording";

interface ImportFactsProps {
  view: ImportView;
  timeZone: string;
  locale: string;
}

/** What the file is, as far as it says itself. */
export function ImportFacts({ view, timeZone, locale }: ImportFactsProps) {
  const period = periodOf(view.statements);
  const day = (value: string) => <DateTime value={value} dateOnly locale={locale} />;
  const instant = (value: string) => <DateTime value={value} timeZone={timeZone} locale={locale} />;
  return (
    <KeyValue
      items={[
        { label: "File", value: `${view.fileName} (${fileSize(view.fileSize)})` },
        { label: "Recognised as", value: view.formatName },
        { label: "Covers", value: period ? <>{day(period.from)} to {day(period.to)}</> : "The file doesn't say" },
        { label: "Read", value: instant(view.createdAt) },
        ...(view.importedAt ? [{ label: "Imported", value: instant(view.importedAt) }] : []),
        ...(view.undoneAt ? [{ label: "Undone", value: instant(view.undoneAt) }] : []),
      ]}
    />
  );
}
