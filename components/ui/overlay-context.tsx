"use client";

import { createContext, type ReactNode, useContext } from "react";
import { Button, type ButtonProps } from "./button";

const CloseContext = createContext<(() => void) | null>(null);

/** Tells what is inside an overlay how to close it. */
export function OverlayProvider({ close, children }: { close: () => void; children: ReactNode }) {
  return <CloseContext value={close}>{children}</CloseContext>;
}

/** Closes the dialog, sheet or popover around the caller; null where there is none. */
export function useCloseOverlay(): (() => void) | null {
  return useContext(CloseContext);
}

/** A button that closes the overlay around it, such as Cancel. */
export function CloseButton({ children = "Cancel", ...rest }: Omit<ButtonProps, "onClick">) {
  const close = useCloseOverlay();
  return (
    <Button variant="secondary" {...rest} onClick={() => close?.()}>
      {children}
    </Button>
  );
}
