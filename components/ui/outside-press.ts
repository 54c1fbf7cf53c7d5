import type { RefObject } from "react";

/**
 * Whether an event happened on the button that an open popup belongs to. The popup would close on it as a press outside, and the button's
 * own click would open it again; so the popup leaves that press to the button.
 */
export function isPressOn(anchor: RefObject<HTMLElement | null>, event: Event): boolean {
  return event.type !== "keydown" && event.target instanceof Node && anchor.current?.contains(event.target) === true;
}
