import { AcceptedNote } from "./accepted-note";
import { CauseItem } from "./cause-item";
import type { Shown } from "./evidence-list";
import { Figure } from "./fix-effects";
import { type LineProps, labelOf } from "./line-words";

/** Below a line that differs: the best explanation with its fix, and the others behind a press. */
export function DifferenceDetails({ accountId, snapshotId, line, locale, timeZone }: LineProps & Shown) {
  const [main, ...others] = line.causes;
  const label = labelOf(line.subject);
  const shown = { accountId, snapshotId, line, label, locale, timeZone };
  if (line.accepted) return <AcceptedNote accepted={line.accepted} label={label} locale={locale} />;
  return (
    <div className="space-y-2.5">
      {line.lapsed && (
        <p className="text-muted">
          No longer accepted: “{line.lapsed.note}” was said of a difference of{" "}
          <Figure value={line.lapsed.difference} currency={line.subject.kind === "cash" ? line.subject.currency : null} locale={locale} />
          {line.lapsed.difference === line.difference && ", and its time is over"}.
        </p>
      )}
      {main && <CauseItem {...shown} cause={main} isMain />}
      {others.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer py-1 text-link">
            {others.length === 1 ? "1 other explanation" : `${others.length} other explanations`}
            <span className="sr-only"> of {label}</span>
          </summary>
          <ul className="mt-1 space-y-3">
            {others.map((cause) => (
              <li key={cause.id}>
                <CauseItem {...shown} cause={cause} isMain={false} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
