"use client";

import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactNode, RefObject } from "react";
import { popupContainer } from "./popup-container";

export interface TooltipPopupProps {
  id: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  anchor: RefObject<HTMLElement | null>;
  /** Told whether the pointer rests on the bubble, which must then stay. */
  onHover: (hovered: boolean) => void;
  children: ReactNode;
}

/** The floating part of {@link Tooltip}. Loaded on demand. */
export function TooltipPopup({ id, open, onOpenChange, anchor, onHover, children }: TooltipPopupProps) {
  return (
    <Tooltip.Root open={open} onOpenChange={onOpenChange}>
      <Tooltip.Portal container={popupContainer(anchor)}>
        <Tooltip.Positioner anchor={anchor} side="top" sideOffset={6} collisionPadding={8} className="z-50">
          <Tooltip.Popup
            id={id}
            role="tooltip"
            onPointerEnter={() => onHover(true)}
            onPointerLeave={() => onHover(false)}
            className="overlay-fade max-w-64 rounded-md bg-ink px-2.5 py-1.5 text-xs text-canvas shadow-raised"
          >
            {children}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
