import type { Route } from "next";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { ImportView } from "@/lib/imports/schema";
import { ImportFacts } from "./import-facts";
import { ImportStatusBadge } from "./import-status-badge";

interface ImportHeadingProps {
  view: ImportView;
  timeZone: string;
  locale: string;
}

export function ImportHeading({ view, timeZone, locale }: ImportHeadingProps) {
  return (
    <Card
      title={view.fileName}
      actions={
        <>
          {view.isMapped && view.status === "preview" && (
            <Link className="text-link" href={`/accounts/${view.accountId}/import/${view.id}?mapping=change` as Route}>
              Change mapping
            </Link>
          )}
          <ImportStatusBadge status={view.status} />
        </>
      }
    >
      <ImportFacts view={view} timeZone={timeZone} locale={locale} />
    </Card>
  );
}
