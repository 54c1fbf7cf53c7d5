"use client";
import type { Route } from "next";
import { usePathname, useRouter } from "next/navigation";
import { useTransition } from "react";
import { MomentFields } from "@/components/moment/moment-fields";
import { MomentLink } from "@/components/moment/moment-link";
import { useMoment } from "@/components/moment/use-moment";
import { Button } from "@/components/ui/button";
import { formatDateTime } from "@/components/ui/date-format";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { withMoment } from "@/lib/moment/schema";
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
  const moment = useMoment();
  const [isPending, startTransition] = useTransition();
  const when = ({ asOf, dateOnly }: SnapshotMoment) => formatDateTime(asOf, { dateOnly, timeZone, locale }) ?? "an unknown day";
  const choose = (id: string) =>
    startTransition(() =>
      router.push(withMoment(`${path}${id === snapshots[0]?.id ? "" : `?snapshot=${encodeURIComponent(id)}`}`, moment) as Route, {
        scroll: false,
      }),
    );
  if (snapshots.length < 2) return <p className="text-muted">Compared with the broker’s snapshot of {when(snapshot)}</p>;
  return (
    // A plain form, so that choosing works without a script as well.
    <form action={path} className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <MomentFields />
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
      <MomentLink href={`${path}/compare` as Route} className="text-link">
        Compare two snapshots
      </MomentLink>
    </form>
  );
}
