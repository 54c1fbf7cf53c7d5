/** The address of the gains of a year, or of all; what else is in the address stays, such as the day that is looked back to. */
export function yearAddress(path: string, current: URLSearchParams, year: number | null): string {
  const others = [...current].filter(([name]) => name !== "year");
  return `${path}?${new URLSearchParams([...others, ["year", year === null ? "all" : String(year)]])}`;
}
