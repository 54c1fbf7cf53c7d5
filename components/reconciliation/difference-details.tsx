import { AcceptDialog } from "./accept-dialog";
import { AcceptedNote } from "./accepted-note";
import { CauseItem } from "./cause-item";
import type { Shown } from "./evidence-list";
import { Figure } from "./fix-effects";
import { type LineProps, labelOf } from "./line-words";

/** Below a line that differs: the best explanation with its fix, the others behind a press, and the way to let it stand. */
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
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        {others.length > 0 ? (
          <details className="min-w-0 flex-1 basis-72">
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
        ) : (
          <span />
        )}
        {main?.fix !== null && (
          <AcceptDialog
            accountId={accountId}
            snapshotId={snapshotId}
            subject={line.subject.key}
            label={label}
            figure="quantity"
            difference={line.difference}
            proposal={line.causes.find(({ acceptance }) => acceptance !== null)?.acceptance ?? null}
          />
        )}
      </div>
    </div>
  );
}
