"use client";

import type { ReactNode } from "react";
import { Modal } from "./modal";
import type { OverlayControl } from "./overlay-trigger";

export interface DialogProps extends OverlayControl {
  title: string;
  description?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/**
 * A dialog in the middle of the page, for something short. A press outside doesn't close it, because it may hold a form.
 * What is inside can close it by `useCloseOverlay` or a `CloseButton`; an ActionForm does so when it succeeds.
 */
export function Dialog({ wide, ...rest }: DialogProps) {
  return <Modal {...rest} shape={wide ? "wide-dialog" : "dialog"} keepOnPressOutside />;
}

/** The buttons at the foot of a dialog or sheet, the main one last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2 pt-2">{children}</div>;
}
