import type { ReactNode } from "react";
import { Explained } from "@/components/explain/explained";
import type { ExplainSubject } from "@/lib/explain/schema";
import type { AllocationSlice } from "@/lib/performance/schema";

interface SliceFigureProps {
  of: "value" | "share";
  slice: AllocationSlice;
  subject: ExplainSubject;
  children: ReactNode;
}

/** Value or share of a slice, as the link to what it is made of. */
export function SliceFigure({ of, slice, subject, children }: SliceFigureProps) {
  return (
    <Explained figure={`slice-${of}`} subject={subject} label={`${of} of ${slice.label}`}>
      {children}
    </Explained>
  );
}
