// Apart from the schema, so that a form in the browser can know them without it.

/** As long as the database lets a tag be. */
export const LONGEST_TAG = 60;
export const LONGEST_NOTE = 10_000;
/** On one instrument. */
export const MOST_TAGS = 20;
