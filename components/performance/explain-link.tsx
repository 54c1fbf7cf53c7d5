import type { Route } from "next";
import Link from "next/link";
import { Icon } from "@/components/ui/icon";

/** The quiet way from a figure to the rows, rates and formula that it comes from. */
export function ExplainLink({ href, label }: { href: string; label: string }) {
  return (
    <Link
      href={href as Route}
      // A page has dozens of them, and few are ever followed.
      prefetch={false}
      aria-label={`Explain ${label}`}
      title={`Explain ${label}`}
      className="grid size-6 place-items-center rounded text-muted opacity-70 hover:bg-sunken hover:opacity-100 focus-visible:opacity-100"
    >
      <Icon name="circle-help" className="size-3.5" />
    </Link>
  );
}
