"use client";

import { lazy, type ReactNode } from "react";
import type { MenuEntry } from "./menu-entry";
import type { MenuPopupProps } from "./menu-popup";
import { OverlayTrigger, type TriggerLook, useOverlay } from "./overlay-trigger";
import { WhenOpened } from "./when-opened";

const load = () => import("./menu-popup").then(({ MenuPopup }) => ({ default: MenuPopup }));
const MenuPopup = lazy(load);

export type MenuFrame = Omit<MenuPopupProps, "entries">;

interface MenuOnDemandProps {
  trigger: TriggerLook;
  align?: "start" | "end";
  /** Fetches the popup's code ahead. */
  preload: () => Promise<unknown>;
  /** The popup: a `lazy` component that makes the entries, where these are more than words. */
  children: (frame: MenuFrame) => ReactNode;
}

/** A button and a menu whose entries, too, are made when it is first opened. */
export function MenuOnDemand({ trigger, align = "end", preload, children }: MenuOnDemandProps) {
  const overlay = useOverlay({});
  return (
    <>
      <OverlayTrigger look={trigger} overlay={overlay} popup="menu" preload={preload} />
      <WhenOpened open={overlay.open}>
        {children({
          id: overlay.id,
          label: trigger.label,
          open: overlay.open,
          onOpenChange: overlay.setOpen,
          anchor: overlay.anchor,
          align,
        })}
      </WhenOpened>
    </>
  );
}

export interface MenuProps extends Pick<MenuOnDemandProps, "trigger" | "align"> {
  entries: readonly MenuEntry[];
}

/** A button and the list of things it offers. */
export function Menu({ entries, ...rest }: MenuProps) {
  return (
    <MenuOnDemand {...rest} preload={load}>
      {(frame) => <MenuPopup {...frame} entries={entries} />}
    </MenuOnDemand>
  );
}
