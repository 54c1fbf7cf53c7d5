"use client";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";

export interface ChartCardProps {
  title: string;
  description?: ReactNode;
  /** Beside the title, before the switch. */
  actions?: ReactNode;
  /** The picture as a sentence, read before it. */
  summary: string;
  /** The same numbers as a table. A function, so that nothing of it is made before it is asked for. */
  table: () => ReactNode;
  /** Stays above chart and table alike. */
  head?: ReactNode;
  children: ReactNode;
}

/** A chart in a card, with a switch to its numbers. */
export function ChartCard({ title, description, actions, summary, table, head, children }: ChartCardProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <Card
      title={title}
      description={description}
      actions={
        <>
          {actions}
          <Button
            variant={asTable ? "secondary" : "ghost"}
            size="sm"
            icon={<Icon name="table-2" />}
            aria-pressed={asTable}
            aria-label={`Table: ${title}`}
            onClick={() => setAsTable(!asTable)}
          >
            Table
          </Button>
        </>
      }
    >
      {head}
      {asTable ? (
        table()
      ) : (
        <figure className="m-0">
          {/* Browsers and Node disagree about an abbreviated month now and then. */}
          <figcaption className="sr-only" suppressHydrationWarning>
            {summary}
          </figcaption>
          {children}
        </figure>
      )}
    </Card>
  );
}
