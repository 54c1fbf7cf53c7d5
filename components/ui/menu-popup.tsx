"use client";

import { Menu } from "@base-ui/react/menu";
import type { RefObject } from "react";
import type { MenuEntry } from "./menu-entry";
import { MenuItem } from "./menu-item";
import { isPressOn } from "./outside-press";
import { popupContainer } from "./popup-container";

export interface MenuPopupProps {
  id: string;
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  anchor: RefObject<HTMLElement | null>;
  align: "start" | "end";
  entries: readonly MenuEntry[];
}

/** The floating part of {@link Menu}. Loaded on demand. */
export function MenuPopup({ id, label, open, onOpenChange, anchor, align, entries }: MenuPopupProps) {
  return (
    <Menu.Root open={open} onOpenChange={(next, details) => isPressOn(anchor, details.event) || onOpenChange(next)}>
      <Menu.Portal container={popupContainer(anchor)}>
        <Menu.Positioner anchor={anchor} align={align} sideOffset={6} collisionPadding={8} className="z-50 outline-none">
          <Menu.Popup
            id={id}
            aria-label={label}
            finalFocus={anchor}
            className="overlay-fade max-h-(--available-height) min-w-44 overflow-y-auto rounded-lg border border-line bg-raised p-1 text-ink
              shadow-raised outline-none"
          >
            {entries.map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity, and a menu doesn't reorder while it is open
              <MenuItem key={index} entry={entry} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
