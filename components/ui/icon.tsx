import type { TradeType } from "@/lib/transactions/trade-types";
import type { IconName } from "./icon-names";
import sprite from "./icons.svg";

export interface IconProps {
  /** Its name, or the trade type that it stands for. */
  name: IconName | `trade-type-${TradeType}`;
  className?: string;
}

/**
 * A small drawing in the colour of the text around it, never the only place where something is said. All are in one file, which a browser
 * fetches once: as components they were a tenth of what a page loads before it works.
 */
export function Icon({ name, className }: IconProps) {
  return (
    <svg
      aria-hidden="true"
      width="24"
      height="24"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      <use href={`${sprite.src}#${name}`} />
    </svg>
  );
}
