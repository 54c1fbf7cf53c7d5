"use client";
import type { Route } from "next";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { formatDateTime } from "@/components/ui/date-format";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import type { ReconciliationView, SnapshotMoment } from "@/lib/reconciliation/schema";
import type { Shown } from "./evidence-list";

interface SnapshotChoiceProps extends Shown {
  snapshot: SnapshotMoment;
  snapshots: ReconciliationView["snapshots"];
}

/** Which of the broker's lists the ledger is held against, and the way to compare two of them. */
export function SnapshotChoice({ snapshot, snapshots, locale, timeZone }: SnapshotChoiceProps) {
  const router = useRouter();
  const path = usePathname();
  const [isPending, startTransition] = useTransition();
  const when = ({ asOf, dateOnly }: SnapshotMoment) => formatDateTime(asOf, { dateOnly, timeZone, locale }) ?? "an unknown day";
  const choose = (id: string) =>
    startTransition(() =>
      router.push(`${path}${id === snapshots[0]?.id ? "" : `?snapshot=${encodeURIComponent(id)}`}` as Route, { scroll: false }),
    );
  if (snapshots.length < 2) return <p className="text-muted">Compared with the broker’s snapshot of {when(snapshot)}</p>;
  return (
    // A plain form, so that choosing works without a script as well.
    <form action={path} className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <label htmlFor="snapshot" className="text-muted">
        Compared with the snapshot of
      </label>
      <Select
        id="snapshot"
        name="snapshot"
        value={snapshot.id}
        onChange={(event) => choose(event.target.value)}
        options={snapshots.map((list) => ({ value: list.id, label: `${when(list)} · ${list.positions}` }))}
        className="w-60 max-w-full"
      />
      <noscript>
        <Button variant="secondary" type="submit" size="sm">
          Show
        </Button>
      </noscript>
      {isPending && <Spinner label="Loading" />}
      <Link href={`${path}/compare` as Route} className="text-link">
        Compare two snapshots
      </Link>
    </form>
  );
}
