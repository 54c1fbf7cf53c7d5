import type { Route } from "next";
import { MomentBanner } from "@/components/moment/moment-banner";
import { MomentLink } from "@/components/moment/moment-link";
import { OnlyNow } from "@/components/moment/only-now";
import { TimeTravel } from "@/components/moment/time-travel";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { ASSET_TYPE_LABELS, assetTypeLabel } from "@/lib/instruments/asset-types";
import type { InstrumentDetail } from "@/lib/instruments/schema";
import { ChangeSymbol } from "./change-symbol";
import { EditInstrument } from "./edit-instrument";
import { MergeWith } from "./merge-with";

const ASSET_TYPES = Object.entries(ASSET_TYPE_LABELS).map(([value, label]) => ({ value, label }));

/** What it is, and what can be done with it as a whole. */
export function InstrumentHeader({ instrument, timeZone, locale }: { instrument: InstrumentDetail; timeZone: string; locale: string }) {
  const { id, symbol, name, assetType, currency, others, mergedInto } = instrument;
  return (
    <>
      <PageHeader
        title={symbol}
        badges={<Badge>{assetTypeLabel(assetType)}</Badge>}
        description={name || undefined}
        breadcrumbs={[{ label: "Instruments", href: "/instruments" as Route }, { label: symbol }]}
        actions={
          mergedInto ? undefined : (
            <>
              <TimeTravel tabs={[]} timeZone={timeZone} />
              <OnlyNow>
                <EditInstrument id={id} name={name} assetType={assetType} assetTypes={ASSET_TYPES} />
                <ChangeSymbol id={id} currency={currency} />
                <MergeWith id={id} symbol={symbol} others={others} />
              </OnlyNow>
            </>
          )
        }
      />
      <MomentBanner tabs={[]} timeZone={timeZone} locale={locale} />
      {mergedInto && (
        <Alert tone="info" className="mb-5">
          It is part of{" "}
          <MomentLink href={`/instruments/${mergedInto.id}` as Route} className="text-link">
            {mergedInto.symbol}
          </MomentLink>
          , whose page has all of its rows. The merge can be undone there.
        </Alert>
      )}
    </>
  );
}
