import type { Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ImportHeading } from "@/components/imports/import-heading";
import { MappingScreenOnDemand } from "@/components/mappings/mapping-screen-on-demand";
import { Alert } from "@/components/ui/alert";
import { timeZoneOptions } from "@/components/users/preference-options";
import type { Actor } from "@/lib/auth/actor";
import type { ImportView } from "@/lib/imports/schema";
import { getMappingScreen } from "@/lib/mappings/queries";
import { readingOf } from "@/lib/mappings/schema";

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** Whether the import's page is the mapping screen: as long as it has to be, and again where a mapping in preview is to be changed. */
export function wantsMapping({ status, isMapped }: ImportView, query: Query): boolean {
  return status === "mapping" || (["preview", "failed"].includes(status) && isMapped && query.mapping === "change");
}

interface MappingStepProps {
  actor: Actor;
  view: ImportView;
  query: Query;
  timeZone: string;
  locale: string;
}

/** The import of a table that waits for a mapping, or gets another one. */
export async function MappingStep({ actor, view, query, timeZone, locale }: MappingStepProps) {
  const reading = readingOf(query);
  const screen = await getMappingScreen(actor, BigInt(view.accountId), BigInt(view.id), reading);
  if (!screen) notFound();
  return (
    <div className="space-y-6">
      <ImportHeading view={view} timeZone={timeZone} locale={locale} />
      {"problem" in screen ? (
        <Alert tone="danger" title={screen.problem}>
          {screen.mend}{" "}
          <Link className="text-link" href={`/accounts/${view.accountId}/import/${view.id}?mapping=change` as Route}>
            Look at the file anew
          </Link>
          .
        </Alert>
      ) : (
        // Cut in another way it is another table, with a mapping of its own.
        <MappingScreenOnDemand
          key={JSON.stringify(reading)}
          view={screen}
          zones={timeZoneOptions(timeZone)}
          timeZone={timeZone}
          locale={locale}
        />
      )}
    </div>
  );
}
