"use client";

import { lazy, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { WhenOpened } from "./when-opened";

const load = () => import("./tooltip-popup").then(({ TooltipPopup }) => ({ default: TooltipPopup }));
const TooltipPopup = lazy(load);

/** Long enough that a pointer passing by opens nothing, and that it can travel from the button to the bubble. */
const DELAY = 250;

export interface TooltipProps {
  /** A hint, in words. Never the only place where something is said: phones have no hover. */
  content: string;
  /** One focusable element, such as a button, that has a name of its own. */
  children: ReactNode;
}

/** A bubble that explains a control on hover and on keyboard focus. Escape hides it; resting the pointer on it keeps it. */
export function Tooltip({ content, children }: TooltipProps) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [open, setOpen] = useState(false);
  const show = (next: boolean, delay = DELAY) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(next), delay);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!open) return;
    const hide = (event: KeyboardEvent) => event.key === "Escape" && setOpen(false);
    document.addEventListener("keydown", hide);
    return () => document.removeEventListener("keydown", hide);
  }, [open]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches the control inside, which has the role and the focus
    <span
      ref={anchor}
      className="inline-flex"
      onPointerEnter={(event) => {
        if (event.pointerType === "mouse") show(true);
      }}
      onPointerLeave={() => show(false)}
      onPointerDown={() => show(false, 0)}
      onFocus={(event) => event.target.matches(":focus-visible") && show(true, 0)}
      onBlur={() => show(false, 0)}
    >
      {children}
      <WhenOpened open={open}>
        <TooltipPopup id={id} open={open} onOpenChange={setOpen} anchor={anchor} onHover={show}>
          {content}
        </TooltipPopup>
      </WhenOpened>
    </span>
  );
}
