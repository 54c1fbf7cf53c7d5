"use client";

import { type ReactNode, type RefObject, useId, useRef, useState } from "react";
import { Button } from "./button";
import type { ButtonSize, ButtonVariant } from "./button-style";

/** The button that opens an overlay, described rather than passed: a server component can write it too. */
export interface TriggerLook {
  label: string;
  variant?: ButtonVariant;
  /** With `icon` as size the label is spoken and not shown. */
  size?: ButtonSize;
  icon?: ReactNode;
  /** What the button shows in place of icon and label; the label then is its accessible name. */
  children?: ReactNode;
  disabled?: boolean;
  className?: string;
}

/** Give either a trigger, or `open` with `onOpenChange` to open it from elsewhere (a menu, say). */
export interface OverlayControl {
  trigger?: TriggerLook;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

export interface OverlayState {
  id: string;
  open: boolean;
  setOpen: (open: boolean) => void;
  /** The trigger, where there is one: what a popup stands beside, and where the focus returns to. */
  anchor: RefObject<HTMLButtonElement | null>;
}

/** The open state of an overlay, its own or its owner's. */
export function useOverlay({ open, onOpenChange }: OverlayControl): OverlayState {
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const [own, setOwn] = useState(false);
  const setOpen = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  return { id, open: open ?? own, setOpen, anchor };
}

export interface OverlayTriggerProps {
  look: TriggerLook;
  overlay: OverlayState;
  popup: "dialog" | "menu";
  /** Fetches the popup's code ahead. */
  preload: () => Promise<unknown>;
}

/** The button of {@link TriggerLook}, with the states a screen reader tells. */
export function OverlayTrigger({ look, overlay, popup, preload }: OverlayTriggerProps) {
  const { label, children, icon, size, ...rest } = look;
  // A failed preload is no news: opening asks again, and then the failure shows.
  const ahead = () => void preload().catch(() => undefined);
  const wordless = size === "icon" || children !== undefined;
  return (
    <Button
      {...rest}
      ref={overlay.anchor}
      size={size}
      icon={children === undefined ? icon : undefined}
      aria-label={wordless ? label : undefined}
      title={size === "icon" ? label : undefined}
      aria-haspopup={popup}
      aria-expanded={overlay.open}
      aria-controls={overlay.open ? overlay.id : undefined}
      onPointerEnter={ahead}
      onFocus={ahead}
      onClick={() => overlay.setOpen(!overlay.open)}
    >
      {children ?? (size === "icon" ? null : label)}
    </Button>
  );
}
