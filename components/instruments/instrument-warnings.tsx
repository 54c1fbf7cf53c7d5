import { nameLines } from "@/components/imports/wording";
import { Alert } from "@/components/ui/alert";
import type { InstrumentWarning } from "@/lib/instruments/schema";

/** What is odd about the instruments of a file: told before it is imported, and no obstacle. */
export function InstrumentWarnings({ warnings }: { warnings: readonly InstrumentWarning[] }) {
  if (warnings.length === 0) return null;
  return (
    <Alert tone="warning" title="Look at these instruments">
      <ul className="space-y-2">
        {warnings.map(({ name, problem, lines, total }) => (
          <li key={name} className="break-words">
            <span className="font-medium">{name}</span>: {problem}
            <span className="text-muted">
              {" "}
              {total > lines.length ? `Lines ${lines.join(", ")} and ${total - lines.length} more` : nameLines(lines)}.
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-2">The rows can be imported as they are. Names can be corrected afterwards, under Instruments.</p>
    </Alert>
  );
}
