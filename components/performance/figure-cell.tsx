import type { Route } from "next";
import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import { FigureValue, type FigureValueProps } from "./figure-value";

interface FigureCellProps extends FigureValueProps {
  /** What the figure is, with its row: `Income of ACME`. */
  label: string;
}

/** A figure in a table: the number itself leads to its derivation, for an icon beside each of a hundred would be all one sees. */
export function FigureCell({ label, ...value }: FigureCellProps) {
  const { amount, notes, href } = value.figure;
  return (
    <>
      {href && amount !== null ? (
        <Link
          href={href as Route}
          // A page has dozens of them, and few are ever followed.
          prefetch={false}
          title={`Explain ${label}`}
          className="decoration-muted decoration-dotted underline-offset-4 hover:underline focus-visible:underline"
        >
          <span className="sr-only">Explain {label}: </span>
          <FigureValue {...value} />
        </Link>
      ) : (
        <FigureValue {...value} />
      )}
      {notes.length > 0 && (
        <span title={notes.join(" ")} className="ml-1 text-warning">
          <Icon name="triangle-alert" className="inline size-3" />
          <span className="sr-only">{notes.join(" ")}</span>
        </span>
      )}
    </>
  );
}
