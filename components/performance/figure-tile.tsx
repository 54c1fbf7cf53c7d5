import type { ReactNode } from "react";
import { cx } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { ExplainLink } from "./explain-link";
import { FigureValue, type FigureValueProps } from "./figure-value";

export interface FigureTileProps extends FigureValueProps {
  label: string;
  /** A second line: what it is a part of, since when. */
  sub?: ReactNode;
  className?: string;
}

/** One figure with its name, what makes it less certain, and the way to its derivation. */
export function FigureTile({ label, sub, className, ...value }: FigureTileProps) {
  const { reason, notes, href } = value.figure;
  return (
    <dl className={cx("@container relative min-w-0 rounded-lg border border-line bg-surface px-4 py-3", className)}>
      <dt className="pr-6 text-xs font-medium text-muted">{label}</dt>
      {/* A figure is never cut short: it is set as small as its tile asks, and breaks as a last resort. */}
      <dd className="tabular mt-1 flex text-[clamp(0.8125rem,11.5cqi,1.125rem)] leading-7 font-semibold tracking-tight break-words *:whitespace-normal">
        <FigureValue {...value} />
      </dd>
      {sub && !reason && <dd className="tabular mt-0.5 text-xs text-muted *:flex-wrap">{sub}</dd>}
      {reason && <dd className="mt-1 text-xs text-muted">{reason}</dd>}
      {notes.length > 0 && (
        <dd className="mt-1 grid gap-0.5 text-xs text-warning">
          {notes.map((note) => (
            <span key={note} className="flex items-start gap-1">
              <Icon name="triangle-alert" className="mt-0.5 size-3 shrink-0" />
              {note}
            </span>
          ))}
        </dd>
      )}
      {href && (
        <dd className="absolute top-2 right-2">
          <ExplainLink href={href} label={label} />
        </dd>
      )}
    </dl>
  );
}

/** Tiles side by side, as many as there is room for. */
export function FigureTiles({ children }: { children: ReactNode }) {
  return (
    <div className="grid grid-cols-2 gap-3 max-sm:[&>*:first-child:nth-last-child(odd)]:col-span-2 sm:grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))]">
      {children}
    </div>
  );
}
