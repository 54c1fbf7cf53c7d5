"use client";
import { useId } from "react";
import { useAction } from "@/components/form/use-action";
import { cx } from "@/components/ui/class-names";
import { chooseVersionAction } from "@/lib/imports/actions";
import type { Version } from "@/lib/imports/preview-schema";
import type { ImportRowView } from "@/lib/imports/schema";
import { differenceWords, FIELD_NAMES } from "./difference-words";

interface RowVersionsProps {
  importId: string;
  row: ImportRowView;
  /** While it is a preview, each column of versions is one to choose. */
  canChoose: boolean;
  onChosen: (version: Version) => void;
  timeZone: string;
  locale: string;
}

/** The two versions of a row side by side, only what differs in them; in a preview the person chooses which one counts. */
export function RowVersions({ importId, row, canChoose, onChosen, timeZone, locale }: RowVersionsProps) {
  const name = useId();
  const { run, pending } = useAction(chooseVersionAction);
  const { version } = row;

  async function choose(next: Version): Promise<void> {
    if (version === null || pending) return;
    onChosen(next);
    const state = await run({ importId, rowId: row.id, choice: next });
    if (state?.status !== "ok") onChosen(version);
  }

  const titles = row.before ? { mine: "Before", file: "Now" } : { mine: "Yours", file: "The file's" };
  const heading = (side: Version) =>
    canChoose ? (
      <label className="-my-1 inline-flex min-h-10 cursor-pointer items-center gap-2 py-1 md:min-h-8">
        <input
          type="radio"
          name={name}
          checked={version === side}
          aria-disabled={pending || undefined}
          onChange={() => choose(side)}
          className="size-4 shrink-0 accent-accent"
        />
        {side === "mine" ? "Keep yours" : "Take the file's version"}
      </label>
    ) : (
      titles[side]
    );
  const column = (side: Version) => cx("py-1 pr-4", version === side ? "font-medium text-ink" : "text-muted");
  const fields = row.differences.map((difference) => ({
    label: FIELD_NAMES[difference.field],
    ...differenceWords(difference, { timeZone, locale }),
  }));
  // Theirs is not there any more: they deleted it.
  if (row.transaction === null && canChoose) fields.push({ label: "Row", mine: "stays deleted", file: "comes back" });
  return (
    <table aria-label={`Versions of line ${row.line}`} className="tabular text-left">
      <thead>
        <tr>
          <th scope="col" className="py-1 pr-4">
            <span className="sr-only">Field</span>
          </th>
          <th scope="col" className={column("mine")}>
            {heading("mine")}
          </th>
          <th scope="col" className={column("file")}>
            {heading("file")}
          </th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ label, mine, file }) => (
          <tr key={label} className="align-top">
            <th scope="row" className="py-1 pr-4 font-normal text-muted">
              {label}
            </th>
            <td className={cx(column("mine"), "break-words")}>{mine}</td>
            <td className={cx(column("file"), "break-words")}>{file}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
