"use client";

import { Popover } from "@base-ui/react/popover";
import type { ReactNode, RefObject } from "react";
import { isPressOn } from "./outside-press";
import { OverlayProvider } from "./overlay-context";
import { popupContainer } from "./popup-container";

export interface PopoverPopupProps {
  id: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  anchor: RefObject<HTMLElement | null>;
  align: "start" | "end";
  title: string;
  children: ReactNode;
}

/** The floating part of {@link Popover}. Loaded on demand. */
export function PopoverPopup({ id, open, onOpenChange, anchor, align, title, children }: PopoverPopupProps) {
  return (
    <Popover.Root open={open} onOpenChange={(next, details) => isPressOn(anchor, details.event) || onOpenChange(next)}>
      <Popover.Portal container={popupContainer(anchor)}>
        <Popover.Positioner anchor={anchor} align={align} sideOffset={6} collisionPadding={12} className="z-50">
          <Popover.Popup
            id={id}
            finalFocus={anchor}
            className="overlay-fade max-h-(--available-height) w-80 max-w-(--available-width) overflow-y-auto rounded-lg border border-line
              bg-raised p-4 text-ink shadow-raised"
          >
            <Popover.Title className="mb-3 font-semibold">{title}</Popover.Title>
            <OverlayProvider close={() => onOpenChange(false)}>{children}</OverlayProvider>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
