/** A name is shown, never opened: its folders are cut off, and what can't be shown is replaced. */
export function cleanFileName(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? "";
  const shown = base
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim();
  return shown.length > 200 ? `${shown.slice(0, 199)}…` : shown || "file";
}
