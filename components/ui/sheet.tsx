"use client";

import type { ReactNode } from "react";
import { Modal } from "./modal";
import type { OverlayControl } from "./overlay-trigger";

export interface SheetProps extends OverlayControl {
  title: string;
  description?: ReactNode;
  /** The edge it comes from: `end` (the default) for forms and details, `start` for navigation. */
  side?: "start" | "end";
  /** A press outside closes it; right where there is nothing to lose. */
  closeOnPressOutside?: boolean;
  children: ReactNode;
}

/** A drawer over the page's side: longer forms keep the table they belong to in view. */
export function Sheet({ side = "end", closeOnPressOutside = side === "start", ...rest }: SheetProps) {
  return <Modal {...rest} shape={`sheet-${side}`} keepOnPressOutside={!closeOnPressOutside} />;
}
