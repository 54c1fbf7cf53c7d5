/** What the fields of a choice of lots are called, before the id of the lot. */
export const LOT_FIELD = "lot.";
/** The field of a lot's units. */
export const lotField = (lotId: string): string => `${LOT_FIELD}${lotId}`;
