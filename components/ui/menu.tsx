"use client";

import { lazyOverlay } from "./lazy-overlay";
import type { MenuEntry } from "./menu-entry";
import type { MenuPopupProps } from "./menu-popup";
import { OverlayTrigger, type TriggerLook, useOverlay } from "./overlay-trigger";

const { Overlay, preload } = lazyOverlay<MenuPopupProps>(() => import("./menu-popup").then((module) => module.MenuPopup));

export interface MenuProps {
  trigger: TriggerLook;
  entries: readonly MenuEntry[];
  align?: "start" | "end";
}

/** A button and the list of things it offers. */
export function Menu({ trigger, entries, align = "end" }: MenuProps) {
  const overlay = useOverlay({});
  return (
    <>
      <OverlayTrigger look={trigger} overlay={overlay} popup="menu" preload={preload} />
      <Overlay
        id={overlay.id}
        label={trigger.label}
        open={overlay.open}
        onOpenChange={overlay.setOpen}
        anchor={overlay.anchor}
        align={align}
        entries={entries}
      />
    </>
  );
}
