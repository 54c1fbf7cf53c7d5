"use client";
import { useMemo, useState } from "react";
import { useAppTable } from "@/components/table/app-table";
import { DataTable } from "@/components/table/data-table";
import { NothingMatches } from "@/components/table/nothing-matches";
import { SearchField } from "@/components/table/search-field";
import { TableToolbar } from "@/components/table/table-toolbar";
import { Card } from "@/components/ui/card";
import { instrumentColumns } from "./instrument-columns";
import { type InstrumentRow, searched } from "./instrument-row";

interface InstrumentsTableProps {
  rows: readonly InstrumentRow[];
  /** What the search starts with: a link may lead to one instrument. */
  q: string;
  locale: string;
}

const idOf = ({ id }: InstrumentRow) => id;

/** All instruments, searched and sorted here, because all of them are on the page. */
export function InstrumentsTable({ rows, q: wanted, locale }: InstrumentsTableProps) {
  const [q, setQ] = useState(wanted);
  const data = useMemo(() => searched(rows, q), [rows, q]);
  const columns = useMemo(() => instrumentColumns(locale), [locale]);
  const table = useAppTable({ data, columns, getRowId: idOf });
  return (
    <>
      <TableToolbar search={<SearchField value={q} onSearch={setQ} placeholder="Symbol, name, ISIN or another name" />} tools={null} />
      <Card flush>{data.length === 0 ? <NothingMatches onClear={() => setQ("")} /> : <DataTable table={table} label="Instruments" />}</Card>
    </>
  );
}
