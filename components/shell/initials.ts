/** One or two capitals for a name, by whole characters: "Ada Lovelace" → "AL", "李明" → "李". Empty for an empty name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? "")][0] ?? "";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return `${first}${last}`.toLocaleUpperCase("en");
}
