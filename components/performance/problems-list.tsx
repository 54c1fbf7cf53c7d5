import type { Route } from "next";
import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import type { ProblemView } from "@/lib/performance/schema";

/** What makes the figures of a page less certain, and where it can be mended. Closed, because figures are what people come for. */
export function ProblemsList({ problems }: { problems: readonly ProblemView[] }) {
  if (problems.length === 0) return null;
  return (
    <details className="group rounded-lg border border-warning/25 bg-warning-wash">
      <summary className="flex min-h-10 items-center gap-2 px-4 py-2 font-medium text-warning [&::-webkit-details-marker]:hidden">
        <Icon name="triangle-alert" className="size-4 shrink-0" />
        <span className="flex-1">
          {problems.length === 1
            ? "One thing makes these figures less certain"
            : `${problems.length} things make these figures less certain`}
        </span>
        <Icon name="chevron-down" className="size-4 shrink-0 transition-transform group-open:rotate-180" />
      </summary>
      <ul className="divide-y divide-warning/20 border-t border-warning/20">
        {problems.map(({ message, href, count }) => (
          <li key={message} className="flex items-baseline justify-between gap-4 px-4 py-2.5">
            <p className="min-w-0 break-words">
              {message}
              {count > 1 && <span className="tabular text-muted"> ({count} times)</span>}
            </p>
            {href && (
              <Link href={href as Route} className="shrink-0 text-link" aria-label={`Look at it: ${message}`}>
                Look at it
              </Link>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
