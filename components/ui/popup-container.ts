import type { RefObject } from "react";

/**
 * Where a floating popup is put into the page: into the landmark (or the modal) of the button that opens it, so that people who move by
 * landmarks find the two together. Undefined, which means the body, for a button outside of all of them.
 */
export function popupContainer(anchor: RefObject<HTMLElement | null>): HTMLElement | undefined {
  return anchor.current?.closest<HTMLElement>("[role=dialog], [role=alertdialog], header, main") ?? undefined;
}
