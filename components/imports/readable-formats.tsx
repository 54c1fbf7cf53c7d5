import { CSV_COLUMNS } from "./csv-columns";

/** What can be imported, with every column of our own format. */
export function ReadableFormats() {
  return (
    <section aria-labelledby="readable-formats" className="space-y-3 text-sm">
      <h2 id="readable-formats" className="text-base font-semibold text-ink">
        What can be imported
      </h2>
      <ul className="list-disc space-y-1 pl-5 text-muted">
        <li>
          <strong className="font-medium text-ink">Interactive Brokers Flex XML</strong>: an Activity Flex Query, saved as XML.
        </li>
        <li>
          <strong className="font-medium text-ink">OFX and QFX</strong>: investment and bank statements, often called “Quicken” or “Money”
          downloads.
        </li>
        <li>
          <strong className="font-medium text-ink">Truefolio CSV</strong>: exports of this app, and tables you make yourself.
        </li>
        <li>
          <strong className="font-medium text-ink">Anything else</strong>: any table as CSV, TSV or XLSX. You say once what its columns are,
          and the next file with the same header is read without a question.
        </li>
      </ul>
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

function CsvColumnTable() {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section aria-label="Columns of Truefolio CSV" tabIndex={0} className="overflow-x-auto">
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
    </section>
  );
}
