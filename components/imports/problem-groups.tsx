import type { LineGroup } from "@/lib/imports/preview-schema";
import { nameLines } from "./wording";

interface ProblemGroupsProps {
  groups: readonly LineGroup[];
  /** Further groups that are not listed. */
  more?: number;
}

/** Lines with one problem each, told once. Where the words differ in what they quote, the first line's stand for all. */
export function ProblemGroups({ groups, more = 0 }: ProblemGroupsProps) {
  return (
    <ul className="space-y-2">
      {groups.map(({ reason, expected, mend, alike, count, lines }) => (
        <li key={`${lines[0]} ${reason}`} className="break-words">
          <span className="font-medium tabular">{nameLines(lines, count)}</span>: {reason}
          {!alike && " The other lines have other values with the same problem."}
          {(expected !== "" || mend !== "") && (
            <p className="text-muted">
              {expected !== "" && !expected.startsWith("Expected") && "Expected: "}
              {expected} {mend}
            </p>
          )}
        </li>
      ))}
      {more > 0 && <li className="text-muted">And {more.toLocaleString("en")} further kinds of problems: see the list of lines.</li>}
    </ul>
  );
}
