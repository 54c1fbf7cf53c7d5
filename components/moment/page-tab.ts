import { isCurrentPath } from "@/components/ui/current-path";
import type { TabLink } from "@/components/ui/tab-links";

/** A page of an account or a portfolio. */
export interface PageTab extends TabLink {
  /** It is about the present: there is no looking back from it. */
  isOfNow?: boolean;
}

/** Whether the page at a path can be looked at as it was. */
export const looksBack = (path: string, tabs: readonly PageTab[]): boolean =>
  !tabs.some(({ href, exact, isOfNow }) => isOfNow && isCurrentPath(path, href, exact));
