import type { ReactNode } from "react";

interface TableToolbarProps {
  search: ReactNode;
  /** Buttons that change what the table shows, or take it away. */
  tools: ReactNode;
  /** The button that adds a row. */
  add?: ReactNode;
}

/** What stands over a table: on phones the search has a line of its own. */
export function TableToolbar({ search, tools, add }: TableToolbarProps) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <div className="min-w-0 basis-full sm:max-w-80 sm:basis-auto sm:grow">{search}</div>
      {tools}
      {add && <div className="basis-full sm:ml-auto sm:basis-auto">{add}</div>}
    </div>
  );
}
