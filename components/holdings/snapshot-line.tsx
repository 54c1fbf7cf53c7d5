"use client";
import type { Route } from "next";
import { usePathname, useRouter } from "next/navigation";
import { useTransition } from "react";
import { useMoment } from "@/components/moment/use-moment";
import { Button } from "@/components/ui/button";
import { formatDateTime } from "@/components/ui/date-format";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import type { HoldingsView } from "@/lib/holdings/schema";
import { momentQuery, withMoment } from "@/lib/moment/schema";

interface SnapshotLineProps {
  holdings: Pick<HoldingsView, "snapshot" | "snapshots"> & { positions: number };
  locale: string;
  timeZone: string;
}

/** Whose list is shown, of which day, and the older ones to choose from. */
export function SnapshotLine({ holdings: { snapshot, snapshots, positions }, locale, timeZone }: SnapshotLineProps) {
  const router = useRouter();
  const path = usePathname();
  const moment = useMoment();
  const [isPending, startTransition] = useTransition();
  const when = (list: { asOf: string; dateOnly: boolean }) =>
    formatDateTime(list.asOf, { dateOnly: list.dateOnly, timeZone, locale }) ?? "an unknown day";
  if (!snapshot) return <p className="mb-3 text-muted">Derived from the ledger: no snapshot yet</p>;
  const whose = snapshot.source === "manual" ? "Your own list of" : "Broker’s snapshot of";
  const isOlder = snapshots[0]?.id !== snapshot.id;
  const choose = (id: string) =>
    startTransition(() =>
      router.push(withMoment(`${path}${id === snapshots[0]?.id ? "" : `?snapshot=${encodeURIComponent(id)}`}`, moment) as Route, {
        scroll: false,
      }),
    );
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-muted">
      <p>
        {whose} {when(snapshot)} · {positions === 1 ? "1 position" : `${positions} positions`}
        {isOlder && " · not the newest"}
      </p>
      {snapshots.length > 1 && (
        // A plain form, so that choosing works without a script as well.
        <form action={path} className="flex items-center gap-2">
          {Object.entries(momentQuery(moment)).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Select
            name="snapshot"
            aria-label="Snapshot"
            value={snapshot.id}
            onChange={(event) => choose(event.target.value)}
            options={snapshots.map((list) => ({ value: list.id, label: `${when(list)} · ${list.positions}` }))}
            className="w-64 max-w-full"
          />
          <noscript>
            <Button variant="secondary" type="submit" size="sm">
              Show
            </Button>
          </noscript>
          {isPending && <Spinner label="Loading" />}
        </form>
      )}
    </div>
  );
}
