import type { ExportedTable } from "./tables";

/** The words that come with an export: what is in each file, and how to read it. */
export function readmeOf(exported: readonly ExportedTable[], leftOut: Readonly<Record<string, string>>): string {
  return `# Your data from Truefolio

Everything that this server keeps of yours, as it was at one moment (\`exportedAt\` in manifest.json).

- \`manifest.json\`: the version of this format, and for each file its length, its SHA-256 and its number of rows.
- \`json/<table>.json\`: one list of objects for each table.
- \`csv/<table>.csv\`: the same rows as a table with a header. A cell that a spreadsheet would run as a formula has an apostrophe before it.
- \`originals/<import id>-<name>\`: the files that you imported, byte by byte as you gave them.

Ids and amounts are text, because programs round long numbers. Instants are in UTC, \`2025-01-31T09:00:00.000000Z\`; days are \`2025-01-31\`.
\`<something>_id\` is the \`id\` of a row in another file: \`broker_account_id\` of one in broker_accounts.

## Files

${exported.map(({ table, about }) => `- **${table}**: ${about}`).join("\n")}

## What is not here

${Object.entries(leftOut)
  .map(([table, reason]) => `- **${table}**: ${reason}`)
  .join("\n")}
`;
}
