"use client";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { useMoment } from "@/components/moment/use-moment";
import { cx } from "@/components/ui/class-names";
import { explainHref } from "@/lib/explain/address";
import type { ExplainSubject, FigureName } from "@/lib/explain/schema";

export interface ExplainedProps {
  figure: FigureName;
  subject: ExplainSubject;
  /** What the number is: "Market value of ACME". */
  label: string;
  className?: string;
  /** The number itself. */
  children: ReactNode;
}

/** A number that is the link to its own derivation. It looks like a number until one points at it. */
export function Explained({ figure, subject, label, className, children }: ExplainedProps) {
  const moment = useMoment();
  return (
    <Link
      href={explainHref(figure, subject, moment) as Route}
      // A table has hundreds of them, and few are ever followed.
      prefetch={false}
      className={cx(
        "relative z-1 inline-block rounded-sm decoration-dotted decoration-1 underline-offset-4 hover:underline focus-visible:underline",
        className,
      )}
    >
      <span className="sr-only">Explain {label}: </span>
      {children}
    </Link>
  );
}
