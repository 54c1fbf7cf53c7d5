"use client";

import type { ReactNode } from "react";
import { lazyOverlay } from "./lazy-overlay";
import { type OverlayControl, OverlayTrigger, type TriggerLook, useOverlay } from "./overlay-trigger";
import type { PopoverPopupProps } from "./popover-popup";

const { Overlay, preload } = lazyOverlay<PopoverPopupProps>(() => import("./popover-popup").then((module) => module.PopoverPopup));

export interface PopoverProps extends OverlayControl {
  trigger: TriggerLook;
  /** Names the popup, and heads it. */
  title: string;
  align?: "start" | "end";
  children: ReactNode;
}

/** A small panel beside its button: filters, an explanation of a figure. The page behind stays usable. */
export function Popover({ trigger, title, align = "start", children, open, onOpenChange }: PopoverProps) {
  const overlay = useOverlay({ open, onOpenChange });
  return (
    <>
      <OverlayTrigger look={trigger} overlay={overlay} popup="dialog" preload={preload} />
      <Overlay id={overlay.id} open={overlay.open} onOpenChange={overlay.setOpen} anchor={overlay.anchor} align={align} title={title}>
        {children}
      </Overlay>
    </>
  );
}
