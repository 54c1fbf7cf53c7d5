import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

/** The one thing on a page of somebody who is not signed in. `aside` leads to the other such page. */
export function AuthCard({ title, aside, children }: { title: string; aside: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-4">
      <Card>
        <h1 className="mb-5 text-xl font-semibold tracking-tight">{title}</h1>
        {children}
      </Card>
      <p className="text-center text-muted">{aside}</p>
    </div>
  );
}
