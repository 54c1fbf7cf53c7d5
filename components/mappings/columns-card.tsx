"use client";
import { counted } from "@/components/imports/wording";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Select } from "@/components/ui/select";
import type { Analysis, ColumnReport } from "@/lib/formats/mapped/analyse";
import { fieldRow, fieldsOf, type MappedField, type MappedKind } from "@/lib/formats/mapped/fields";
import type { MappedColumn, Mapping } from "@/lib/formats/mapped/mapping";
import { DateQuestion } from "./date-question";
import { withDates, withField } from "./mapping-edits";
import type { EditMapping } from "./use-mapping";

interface ColumnsCardProps {
  analysis: Analysis;
  mapping: Mapping;
  edit: EditMapping;
  locale: string;
}

/** Every column of the file with some of its cells, and what it is. */
export function ColumnsCard({ analysis, mapping, edit, locale }: ColumnsCardProps) {
  const chosen = new Map(mapping.columns.map((column) => [column.name, column]));
  return (
    <Card title="Columns" description="What is suggested is chosen already. Columns that are nothing to the ledger stay unread." flush>
      <ul className="divide-y divide-line">
        {analysis.columns.map((report) => (
          <ColumnRow
            key={report.name}
            report={report}
            column={chosen.get(report.name)}
            kind={mapping.kind}
            analysis={analysis}
            edit={edit}
            locale={locale}
          />
        ))}
      </ul>
      {analysis.furtherColumns > 0 && (
        <p className="border-t border-line px-4 py-3 text-muted md:px-5">
          {counted(analysis.furtherColumns, "further column")} can’t be chosen.
        </p>
      )}
    </Card>
  );
}

interface ColumnRowProps {
  report: ColumnReport;
  column: MappedColumn | undefined;
  kind: MappedKind;
  analysis: Analysis;
  edit: EditMapping;
  locale: string;
}

function ColumnRow({ report, column, kind, analysis, edit, locale }: ColumnRowProps) {
  const { name, title, samples, suggestion } = report;
  const field = column?.field ?? null;
  const isSuggested = field !== null && suggestion?.field === field;
  const choose = (value: string) => edit((now) => withField(now, analysis, name, value === "" ? null : (value as MappedField)));
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_minmax(16rem,22rem)] md:px-5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 font-medium break-words">
          {title}
          {isSuggested && (
            <Badge tone={suggestion.confidence === "sure" ? "accent" : "warning"}>
              {suggestion.confidence === "sure" ? "Suggested" : "Please check"}
            </Badge>
          )}
        </p>
        <p className="mt-0.5 truncate text-xs text-muted" title={samples.join(" · ")}>
          {samples.length > 0 ? samples.join(" · ") : "Empty on every row"}
        </p>
        {field === "externalId" && report.repeats > 0 && (
          <p className="mt-1 text-xs text-warning">
            {counted(report.repeats, "cell")} say again what an earlier row said. Rows with one number are one row: the later replaces the
            earlier.
          </p>
        )}
      </div>
      <div className="min-w-0 space-y-1.5">
        <Select aria-label={`What “${title}” is`} value={field ?? ""} onChange={(event) => choose(event.target.value)}>
          <option value="">Not read</option>
          {groupsOf(kind).map(({ group, fields }) => (
            <optgroup key={group} label={group}>
              {fields.map((each) => (
                <option key={each} value={each}>
                  {fieldRow(each).label}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
        {field && fieldRow(field).help && <p className="text-xs text-muted">{fieldRow(field).help}</p>}
      </div>
      {field && fieldRow(field).holds === "date" && report.dates && (
        <div className="md:col-span-2">
          <DateQuestion
            title={title}
            evidence={report.dates}
            order={column?.dates}
            locale={locale}
            onChoose={(order) => edit((now) => withDates(now, name, order))}
          />
        </div>
      )}
    </li>
  );
}

function groupsOf(kind: MappedKind): { group: string; fields: MappedField[] }[] {
  const groups = new Map<string, MappedField[]>();
  for (const field of fieldsOf(kind)) groups.set(fieldRow(field).group, [...(groups.get(fieldRow(field).group) ?? []), field]);
  return [...groups].map(([group, fields]) => ({ group, fields }));
}
