/** What every text-like control shares. 16 px on phones, or iOS zooms the page when one gets the focus. */
export const CONTROL_STYLE =
  "block w-full min-w-0 rounded-md border border-control bg-surface px-3 text-base text-ink md:text-sm " +
  "focus-visible:outline-offset-0 aria-invalid:border-danger disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted";

/** The height of a control that is one line tall. */
export const CONTROL_HEIGHT = "h-10 md:h-9";
