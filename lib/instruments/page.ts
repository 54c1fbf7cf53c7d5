/** Whether the key of a book is an instrument's id, and not what rows call something that nobody has learned. */
export const isInstrumentId = (key: string): boolean => /^\d+$/.test(key);

/** The page of the instrument that a book is about; null where it has none. */
export const instrumentPage = (key: string): string | null => (isInstrumentId(key) ? `/instruments/${key}` : null);
