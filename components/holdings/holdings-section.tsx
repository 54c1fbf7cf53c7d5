import { TableSkeleton } from "@/components/table/table-skeleton";
import type { HoldingsView } from "@/lib/holdings/schema";
import { ASSET_TYPE_LABELS } from "@/lib/instruments/asset-types";
import type { Settings } from "@/lib/users/schema";
import { HoldingsTable } from "./holdings-table";
import { NoHoldingsOnDemand } from "./no-holdings-on-demand";
import { SnapshotLine } from "./snapshot-line";

interface HoldingsSectionProps {
  holdings: HoldingsView;
  accounts: readonly { id: string; displayName: string }[];
  settings: Settings;
  /** Whose holdings they are. */
  subject: { account: string } | { portfolio: string };
  exportAt: string;
}

/** The holdings of an account or a portfolio, from which list they come included. */
export function HoldingsSection({ holdings, accounts, settings, subject, exportAt }: HoldingsSectionProps) {
  const { rows, snapshot, snapshots } = holdings;
  const { locale, timeZone, baseCurrency, hiddenColumns } = settings;
  const form = {
    accounts: accounts.map(({ id, displayName }) => ({ value: id, label: displayName })),
    assetTypes: Object.entries(ASSET_TYPE_LABELS).map(([value, label]) => ({ value, label })),
    currency: baseCurrency,
  };
  // A whole portfolio has no snapshot of its own.
  const isAccount = "account" in subject;
  const older = snapshot && snapshot.id !== snapshots[0]?.id ? { snapshot: snapshot.id } : {};
  return (
    <>
      {isAccount && (rows.length > 0 || snapshot) && (
        <SnapshotLine holdings={{ snapshot, snapshots, positions: rows.length }} locale={locale} timeZone={timeZone} />
      )}
      {rows.length === 0 ? (
        <NoHoldingsOnDemand form={form} isSnapshot={snapshot !== null} />
      ) : (
        <HoldingsTable
          {...{ rows, exportAt, locale, timeZone, form }}
          subject={{ ...subject, ...older }}
          hiddenColumns={hiddenColumns.holdings ?? []}
          showsAccount={!isAccount}
        />
      )}
    </>
  );
}

export function HoldingsSkeleton() {
  return <TableSkeleton label="Loading holdings" />;
}
