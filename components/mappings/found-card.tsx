"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { counted } from "@/components/imports/wording";
import { Card } from "@/components/ui/card";
import type { Analysis } from "@/lib/formats/mapped/analyse";
import type { Mapping } from "@/lib/formats/mapped/mapping";
import { Choice } from "./choice";
import { withKind, withNumbers } from "./mapping-edits";
import type { EditMapping } from "./use-mapping";

interface FoundCardProps {
  analysis: Analysis;
  mapping: Mapping;
  edit: EditMapping;
  /** The address of the screen. */
  base: string;
}

const DELIMITERS = [
  { value: ",", label: "Comma" },
  { value: ";", label: "Semicolon" },
  { value: "\t", label: "Tab" },
  { value: "|", label: "Vertical bar" },
];

/** What the file is found to be. A wrong guess is corrected here; where cells are cut and the header stands is then looked at anew. */
export function FoundCard({ analysis, mapping, edit, base }: FoundCardProps) {
  const router = useRouter();
  const { encoding, delimiter, sheets, sheet, headerLine, firstLines, rows, columns } = analysis;
  const again = (changes: Record<string, string>) => {
    const query = new URLSearchParams({
      mapping: "change",
      ...(delimiter !== null ? { delimiter } : {}),
      ...(sheets.length > 1 ? { sheet } : {}),
      header: String(headerLine ?? 0),
      ...changes,
    });
    // Another way of cutting the lines moves the header.
    if ("delimiter" in changes || "sheet" in changes) query.delete("header");
    router.replace(`${base}?${query}` as Route, { scroll: false });
  };
  return (
    <Card
      title="What was found"
      description={`${counted(rows, "row")} of ${counted(columns.length, "column")}${encoding ? `, ${encoding}` : ", an Excel workbook"}.`}
    >
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <Choice
          label="What its rows are"
          value={mapping.kind}
          options={[
            { value: "transactions", label: "Transactions" },
            { value: "holdings", label: "Positions" },
          ]}
          onChoose={(kind) => edit((now) => withKind(now, analysis, kind === "holdings" ? "holdings" : "transactions"))}
        />
        {sheets.length > 1 && (
          <Choice
            label="Sheet"
            value={sheet}
            options={sheets.map((name) => ({ value: name, label: name }))}
            onChoose={(name) => again({ sheet: name })}
          />
        )}
        <Choice
          label="Header"
          value={String(headerLine ?? 0)}
          options={[
            ...firstLines.map(({ line, text }) => ({ value: String(line), label: `Line ${line}: ${text}` })),
            { value: "0", label: "There is none" },
          ]}
          onChoose={(header) => again({ header })}
        />
        {delimiter !== null && (
          <Choice
            label="Between columns"
            value={delimiter}
            options={
              DELIMITERS.some(({ value }) => value === delimiter) ? DELIMITERS : [...DELIMITERS, { value: delimiter, label: delimiter }]
            }
            onChoose={(sign) => again({ delimiter: sign })}
          />
        )}
        <Choice
          label="Decimal sign"
          value={mapping.numbers}
          hint={numberHint(analysis)}
          options={[
            { value: "point", label: "Point, as in 1,234.56" },
            { value: "comma", label: "Comma, as in 1.234,56" },
          ]}
          onChoose={(numbers) => edit((now) => withNumbers(now, numbers === "comma" ? "comma" : "point"))}
        />
      </div>
    </Card>
  );
}

/** Which cell decides, or that none does. */
function numberHint({ columns }: Analysis): string {
  const decided = columns.find(({ numbers }) => numbers?.decidedBy)?.numbers?.decidedBy;
  if (decided) return `Line ${decided.line} decides: ${decided.text}`;
  const open = columns.flatMap(({ numbers }) => numbers?.undecided ?? [])[0];
  return open
    ? `No number decides: line ${open.line} has ${open.text}, which could be either. Please check.`
    : "It makes no difference in this file.";
}
