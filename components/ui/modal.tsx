"use client";

import { lazy } from "react";
import type { ModalPopupProps } from "./modal-popup";
import { type OverlayControl, OverlayTrigger, useOverlay } from "./overlay-trigger";
import { WhenOpened } from "./when-opened";

const load = () => import("./modal-popup").then(({ ModalPopup }) => ({ default: ModalPopup }));
const ModalPopup = lazy(load);

export type ModalProps = OverlayControl & Omit<ModalPopupProps, "id" | "open" | "onOpenChange" | "returnFocus">;

/** The trigger and the modal it opens; {@link Dialog}, {@link ConfirmDialog} and {@link Sheet} choose its shape. */
export function Modal({ trigger, open, onOpenChange, ...popup }: ModalProps) {
  const overlay = useOverlay({ open, onOpenChange });
  return (
    <>
      {trigger && <OverlayTrigger look={trigger} overlay={overlay} popup="dialog" preload={load} />}
      <WhenOpened open={overlay.open}>
        <ModalPopup {...popup} id={overlay.id} open={overlay.open} onOpenChange={overlay.setOpen} returnFocus={overlay.anchor} />
      </WhenOpened>
    </>
  );
}
