"use client";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { useMoment } from "@/components/moment/use-moment";
import { cx } from "@/components/ui/class-names";
import { explainHref } from "@/lib/explain/address";
import type { ExplainSubject, FigureName } from "@/lib/explain/schema";

interface ExplainedLinkProps {
  href: string;
  /** What the number is: "Market value of ACME". */
  label: string;
  className?: string;
  /** The number itself. */
  children: ReactNode;
}

export interface ExplainedProps extends Omit<ExplainedLinkProps, "href"> {
  figure: FigureName;
  subject: ExplainSubject;
}

/** A number that is the link to its own derivation, at the moment that the page is looked at. */
export function Explained({ figure, subject, ...link }: ExplainedProps) {
  return <ExplainedLink href={explainHref(figure, subject, useMoment())} {...link} />;
}

/** A number that is the link to its own derivation. It looks like a number until one points at it. */
export function ExplainedLink({ href, label, className, children }: ExplainedLinkProps) {
  return (
    <Link
      href={href as Route}
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
