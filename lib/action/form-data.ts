/** A form's fields as plain values: one entry is a string, repeated entries an array; React's own `$ACTION_` fields are left out. */
export function readForm(form: FormData): Record<string, FormDataEntryValue | FormDataEntryValue[]> {
  const fields: Record<string, FormDataEntryValue | FormDataEntryValue[]> = Object.create(null);
  for (const key of new Set(form.keys())) {
    if (key.startsWith("$ACTION_")) continue;
    const values = form.getAll(key);
    fields[key] = values.length === 1 && values[0] !== undefined ? values[0] : values;
  }
  return fields;
}

const SECRET = /password|secret|token|credential|key|webhook/i;

/** What may travel back to re-fill the form: short text, and never a field whose name speaks of a secret. */
export function refill(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [key, value] of form) {
    if (typeof value === "string" && value.length <= 10_000 && !key.startsWith("$ACTION_") && !SECRET.test(key)) values[key] = value;
  }
  return values;
}
