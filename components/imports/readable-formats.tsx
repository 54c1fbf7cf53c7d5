import { ScrollRegion } from "@/components/ui/scroll-region";
import { BROKER_EXPORTS, type CatalogEntry, OTHER_EXPORTS } from "@/lib/formats/catalog";
import { CSV_COLUMNS } from "./csv-columns";

/** What can be imported, with every column of our own format. */
export function ReadableFormats() {
  return (
    <section aria-labelledby="readable-formats" className="space-y-4 text-sm">
      <div className="space-y-1">
        <h2 id="readable-formats" className="text-base font-semibold text-ink">
          What can be imported
        </h2>
        <p className="max-w-3xl text-muted">
          Drop a file as you downloaded it: these are recognised by what is in them. Any other table, as CSV, TSV or XLSX, you explain once;
          the next file with the same header is read without a question.
        </p>
      </div>
      <Exports title="Brokers and exchanges" entries={BROKER_EXPORTS} />
      <Exports title="Other apps and common formats" entries={OTHER_EXPORTS} />
      <details className="rounded-lg border border-line bg-surface">
        <summary className="cursor-pointer px-4 py-3 font-medium text-ink">The columns of Truefolio CSV</summary>
        <div className="space-y-3 border-t border-line p-4">
          <p className="text-muted">
            The first line names the columns, in any order; commas, semicolons and tabs all work. trade_time, trade_type and currency are
            needed, and at least one of quantity and net_amount.{" "}
            <a href="/help/example-csv" download className="text-link">
              Download an example
            </a>
            .
          </p>
          <CsvColumnTable />
        </div>
      </details>
    </section>
  );
}

function Exports({ title, entries }: { title: string; entries: readonly CatalogEntry[] }) {
  return (
    <details className="rounded-lg border border-line bg-surface">
      <summary className="cursor-pointer px-4 py-3 font-medium text-ink">
        {title} <span className="tabular font-normal text-muted">{entries.length}</span>
      </summary>
      <dl className="grid gap-x-8 gap-y-3 border-t border-line p-4 sm:grid-cols-2 lg:grid-cols-3">
        {entries.map(({ name, exports }) => (
          <div key={name}>
            <dt className="font-medium text-ink">{name}</dt>
            <dd className="text-muted">{exports}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function CsvColumnTable() {
  return (
    <ScrollRegion label="Columns of Truefolio CSV">
      <table className="w-full min-w-140 text-left align-top">
        <thead className="text-muted">
          <tr>
            <th scope="col" className="py-1 pr-4 font-medium">
              Column
            </th>
            <th scope="col" className="py-1 pr-4 font-medium">
              What it holds
            </th>
            <th scope="col" className="py-1 font-medium">
              How it looks
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {CSV_COLUMNS.map(({ name, needed, purpose, form }) => (
            <tr key={name} className="align-top">
              <th scope="row" className="py-2 pr-4 font-mono text-xs font-normal text-ink">
                {name}
                {needed && <span className="block font-sans text-muted">needed</span>}
              </th>
              <td className="py-2 pr-4">{purpose}</td>
              <td className="py-2 text-muted">{form}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
