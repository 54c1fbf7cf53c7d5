import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";

interface SettingsSectionProps {
  /** Where `/settings#id` leads. */
  id: string;
  title: string;
  description: string;
  children: ReactNode;
}

export function SettingsSection({ id, title, description, children }: SettingsSectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="grid scroll-mt-20 gap-4 lg:grid-cols-[16rem_minmax(0,1fr)] lg:gap-8">
      <div className="grid content-start gap-1">
        <h2 id={`${id}-title`} className="font-semibold">
          {title}
        </h2>
        <p className="text-muted">{description}</p>
      </div>
      <Card>
        <div className="grid gap-6">{children}</div>
      </Card>
    </section>
  );
}

export function SettingsSkeleton({ label }: { label: string }) {
  return (
    <SkeletonGroup label={label} className="grid gap-4 lg:grid-cols-[16rem_minmax(0,1fr)] lg:gap-8">
      <Skeleton className="h-6 w-40" />
      <Skeleton className="h-64" />
    </SkeletonGroup>
  );
}
