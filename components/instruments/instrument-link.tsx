import type { Route } from "next";
import type { ReactNode } from "react";
import { MomentLink } from "@/components/moment/moment-link";
import { instrumentPage } from "@/lib/instruments/page";

interface InstrumentLinkProps {
  /** An instrument's id; null, or the key of a book whose instrument nobody has learned, leads nowhere. */
  id: string | null;
  className?: string;
  children: ReactNode;
}

/** The name of an instrument as the way to its page, where it has one. */
export function InstrumentLink({ id, className = "", children }: InstrumentLinkProps) {
  const page = id === null ? null : instrumentPage(id);
  if (page === null) return <span className={className}>{children}</span>;
  return (
    <MomentLink href={page as Route} className={`${className} hover:underline`}>
      {children}
    </MomentLink>
  );
}
