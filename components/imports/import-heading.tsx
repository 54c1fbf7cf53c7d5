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
    <Card title={view.fileName} actions={<ImportStatusBadge status={view.status} />}>
      <ImportFacts view={view} timeZone={timeZone} locale={locale} />
    </Card>
  );
}
