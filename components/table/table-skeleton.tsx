import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

/** The shape of a table on its way. */
export function TableSkeleton({ label, rows = 8 }: { label: string; rows?: number }) {
  return (
    <SkeletonGroup label={label}>
      <div className="mb-3 flex gap-2">
        <Skeleton className="h-9 w-full max-w-80" />
        <Skeleton className="hidden h-9 w-56 sm:block" />
      </div>
      <div className="rounded-lg border border-line bg-surface px-4">
        {Array.from({ length: rows }, (_, index) => `row ${index}`).map((row) => (
          <div key={row} className="flex items-center gap-6 border-b border-line py-3.5 last:border-0">
            <Skeleton className="h-4 w-24" />
            <Skeleton className="h-4 w-full max-w-64" />
            <Skeleton className="ml-auto h-4 w-28" />
          </div>
        ))}
      </div>
    </SkeletonGroup>
  );
}
