/** Says that a table doesn't list everything, with a space before it; empty where it does. */
export const shownOf = (shown: number, count: number, elsewhere = ""): string =>
  shown === count ? "" : ` Shown are ${shown.toLocaleString("en")} of ${count.toLocaleString("en")}. ${elsewhere}`.trimEnd();
