"use client";

import { lazy, type ReactNode } from "react";
import { type OverlayControl, OverlayTrigger, type TriggerLook, useOverlay } from "./overlay-trigger";
import { WhenOpened } from "./when-opened";

const load = () => import("./popover-popup").then(({ PopoverPopup }) => ({ default: PopoverPopup }));
const PopoverPopup = lazy(load);

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
      <OverlayTrigger look={trigger} overlay={overlay} popup="dialog" preload={load} />
      <WhenOpened open={overlay.open}>
        <PopoverPopup
          id={overlay.id}
          open={overlay.open}
          onOpenChange={overlay.setOpen}
          anchor={overlay.anchor}
          align={align}
          title={title}
        >
          {children}
        </PopoverPopup>
      </WhenOpened>
    </>
  );
}
