"use client";

import { lazy } from "react";
import type { MenuEntry } from "./menu-entry";
import { OverlayTrigger, type TriggerLook, useOverlay } from "./overlay-trigger";
import { WhenOpened } from "./when-opened";

const load = () => import("./menu-popup").then(({ MenuPopup }) => ({ default: MenuPopup }));
const MenuPopup = lazy(load);

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
      <OverlayTrigger look={trigger} overlay={overlay} popup="menu" preload={load} />
      <WhenOpened open={overlay.open}>
        <MenuPopup
          id={overlay.id}
          label={trigger.label}
          open={overlay.open}
          onOpenChange={overlay.setOpen}
          anchor={overlay.anchor}
          align={align}
          entries={entries}
        />
      </WhenOpened>
    </>
  );
}
