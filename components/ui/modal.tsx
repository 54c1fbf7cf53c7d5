"use client";

import { lazyOverlay } from "./lazy-overlay";
import type { ModalPopupProps } from "./modal-popup";
import { type OverlayControl, OverlayTrigger, useOverlay } from "./overlay-trigger";

const { Overlay, preload } = lazyOverlay<ModalPopupProps>(() => import("./modal-popup").then((module) => module.ModalPopup));

export type ModalProps = OverlayControl & Omit<ModalPopupProps, "id" | "open" | "onOpenChange" | "returnFocus">;

/** The trigger and the modal it opens; {@link Dialog}, {@link ConfirmDialog} and {@link Sheet} choose its shape. */
export function Modal({ trigger, open, onOpenChange, ...popup }: ModalProps) {
  const overlay = useOverlay({ open, onOpenChange });
  return (
    <>
      {trigger && <OverlayTrigger look={trigger} overlay={overlay} popup="dialog" preload={preload} />}
      <Overlay {...popup} id={overlay.id} open={overlay.open} onOpenChange={overlay.setOpen} returnFocus={overlay.anchor} />
    </>
  );
}
