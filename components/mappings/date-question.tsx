"use client";
import { Alert } from "@/components/ui/alert";
import { DateTime } from "@/components/ui/date-time";
import type { ColumnReport } from "@/lib/formats/mapped/analyse";
import { type DateOrder, readTime } from "@/lib/formats/table/dates";
import { Choice } from "./choice";

interface DateQuestionProps {
  title: string;
  evidence: NonNullable<ColumnReport["dates"]>;
  order: DateOrder | undefined;
  locale: string;
  onChoose: (order: DateOrder | undefined) => void;
}

const LABELS: Readonly<Record<DateOrder, string>> = { dmy: "Day, month, year", mdy: "Month, day, year", ymd: "Year, month, day" };

/** How a column's dates are read: said with the row that decides, or asked with the rows that leave it open. */
export function DateQuestion({ title, evidence, order, locale, onChoose }: DateQuestionProps) {
  if (evidence.order !== null) return <Decided evidence={evidence} order={order ?? evidence.order} />;
  return (
    <Alert tone={order ? "info" : "warning"} title={`Which is the day in “${title}”?`}>
      <p>No row of the file decides it. These could be either:</p>
      <ul className="mt-2 mb-3 space-y-1">
        {evidence.undecided.map(({ line, text }) => (
          <li key={line} className="tabular">
            Line {line}: <span className="font-medium">{text}</span> is{" "}
            {evidence.possible.map((each, index) => (
              <span key={each}>
                {index > 0 && " or "}
                <DateTime value={readTime(text, each)?.date ?? null} dateOnly locale={locale} />
              </span>
            ))}
          </li>
        ))}
      </ul>
      <div className="max-w-xs">
        <Choice
          label={`Order of dates in “${title}”`}
          value={order ?? ""}
          options={[
            ...(order ? [] : [{ value: "", label: "Choose…" }]),
            ...evidence.possible.map((each) => ({ value: each, label: LABELS[each] })),
          ]}
          onChoose={(value) => onChoose(value === "" ? undefined : (value as DateOrder))}
        />
      </div>
    </Alert>
  );
}

function Decided({ evidence, order }: { evidence: DateQuestionProps["evidence"]; order: DateOrder }) {
  if (evidence.possible.length > 1) return null;
  const [witness] = evidence.decidedBy.filter(({ order: out }) => out !== "ymd");
  const shown = witness ?? evidence.decidedBy[0];
  return (
    <p className="text-xs text-muted">
      {LABELS[order]}
      {shown && `: line ${shown.line} decides, ${shown.text}`}.
    </p>
  );
}
