import { Card } from "@/components/ui/card";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

/** A card of a few lines on their way. */
export function CardSkeleton({ title, label }: { title: string; label: string }) {
  return (
    <Card title={title}>
      <SkeletonGroup label={label} className="space-y-3">
        <Skeleton />
        <Skeleton />
        <Skeleton className="h-4 w-2/3" />
      </SkeletonGroup>
    </Card>
  );
}
