"use client";
import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import type { UndoEffect } from "@/lib/imports/history/schema";
import { TouchedRows } from "./touched-rows";
import { counted } from "./wording";

/** What undoing would do, asked for when it is shown: between two looks somebody may have edited a row. */
export function UndoEffectNote({ base }: { base: string }) {
  const [effect, setEffect] = useState<UndoEffect | "failed" | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    fetchEffect(base, controller.signal).then(
      (found) => setEffect(found ?? "failed"),
      () => {
        if (!controller.signal.aborted) setEffect("failed");
      },
    );
    return () => controller.abort();
  }, [base]);
  if (effect === null) return <Waiting />;
  if (effect === "failed") return <p>The rows that go with it could not be listed. Undoing works all the same.</p>;
  return (
    <>
      <ul className="list-disc space-y-1 pl-5">
        {sentences(effect).map((sentence, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they never change places
          <li key={index}>{sentence}</li>
        ))}
      </ul>
      <TouchedRows rows={effect.touched} total={effect.touchedTotal} />
    </>
  );
}

function Waiting() {
  return (
    <SkeletonGroup label="Looking at what goes with it" className="space-y-2">
      <Skeleton className="h-4 w-64 max-w-full" />
      <Skeleton className="h-4 w-48 max-w-full" />
    </SkeletonGroup>
  );
}

function sentences({ goes, stays, restored, snapshots }: UndoEffect): ReactNode[] {
  const taken = [counted(goes, "transaction"), ...(snapshots > 0 ? [counted(snapshots, "snapshot")] : [])].join(" and ");
  return [
    goes > 0 || snapshots > 0 ? <>{taken} will be removed.</> : "No transaction is of this import alone.",
    ...(stays > 0
      ? [`${counted(stays, "transaction")} will stay, because another import brought ${stays === 1 ? "it" : "them"} too.`]
      : []),
    ...(restored > 0
      ? [`${counted(restored, "transaction")} that it changed or took back will be as ${restored === 1 ? "it was" : "they were"} before.`]
      : []),
  ];
}

async function fetchEffect(base: string, signal: AbortSignal): Promise<UndoEffect | null> {
  const response = await fetch(`${base}/undo-effect`, { signal });
  return response.ok ? ((await response.json()) as UndoEffect) : null;
}
