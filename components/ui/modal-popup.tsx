"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { Dialog } from "@base-ui/react/dialog";
import { type ReactNode, type RefObject, useRef } from "react";
import { buttonStyle } from "./button-style";
import { cx } from "./class-names";
import { Icon } from "./icon";
import { OverlayProvider } from "./overlay-context";

export type ModalShape = "dialog" | "wide-dialog" | "sheet-end" | "sheet-start";

const CENTRED =
  "inset-x-3 top-1/2 mx-auto max-h-[calc(100dvh-1.5rem)] -translate-y-1/2 rounded-xl border border-line " +
  "data-starting-style:scale-98 data-ending-style:scale-98";
const SIDE = "inset-y-0 h-dvh w-full border-line";

const SHAPES: Record<ModalShape, string> = {
  dialog: `${CENTRED} max-w-md`,
  "wide-dialog": `${CENTRED} max-w-2xl`,
  "sheet-end": `${SIDE} right-0 max-w-lg sm:border-l data-starting-style:translate-x-8 data-ending-style:translate-x-8`,
  "sheet-start": `${SIDE} left-0 max-w-72 border-r data-starting-style:-translate-x-8 data-ending-style:-translate-x-8`,
};

export interface ModalPopupProps {
  id: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  shape: ModalShape;
  title: string;
  description?: ReactNode;
  /** Interrupts: announced as an alert, and a press outside does not answer it. */
  insistent?: boolean;
  /** A press outside leaves it open: for forms, where that would lose what was typed. Escape and the close button still close it. */
  keepOnPressOutside?: boolean;
  returnFocus: RefObject<HTMLElement | null>;
  children: ReactNode;
}

/** The one modal of the app: dialogs, confirmations and sheets are shapes of it. Loaded on demand. */
export function ModalPopup(props: ModalPopupProps) {
  const { id, open, onOpenChange, shape, title, description, insistent, keepOnPressOutside, returnFocus, children } = props;
  const body = useRef<HTMLDivElement>(null);
  const close = () => onOpenChange(false);
  const content = (
    <Dialog.Portal>
      <Dialog.Backdrop className="overlay-fade fixed inset-0 z-40 bg-scrim" />
      <Dialog.Popup
        id={id}
        // Without a trigger of its own, Base UI returns the focus to whatever had it when the dialog opened.
        initialFocus={() => firstField(body.current) ?? true}
        finalFocus={returnFocus.current ? returnFocus : true}
        className={cx("overlay-fade fixed z-50 flex flex-col bg-raised text-ink shadow-raised", SHAPES[shape])}
      >
        <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-3">
          <div className="min-w-0 pt-1">
            <Dialog.Title className="text-base font-semibold">{title}</Dialog.Title>
            {description && <Dialog.Description className="mt-1 text-muted">{description}</Dialog.Description>}
          </div>
          {!insistent && (
            <Dialog.Close aria-label="Close" className={buttonStyle("ghost", "icon", "-mr-2")}>
              <Icon name="x" />
            </Dialog.Close>
          )}
        </header>
        <div ref={body} className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-1 pb-5">
          <OverlayProvider close={close}>{children}</OverlayProvider>
        </div>
      </Dialog.Popup>
    </Dialog.Portal>
  );
  if (insistent) {
    return (
      <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
        {content}
      </AlertDialog.Root>
    );
  }
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange} disablePointerDismissal={keepOnPressOutside}>
      {content}
    </Dialog.Root>
  );
}

/** The field to type in first. None on touch screens, where the keyboard would cover what was just opened. */
function firstField(body: HTMLElement | null): HTMLElement | null {
  if (matchMedia("(pointer: coarse)").matches) return null;
  return body?.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea") ?? null;
}
