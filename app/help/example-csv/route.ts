import { EXAMPLE_CSV } from "@/lib/formats/truefolio-csv/example";

/** The example file of our own CSV, for people to start from. The same for everybody, so it asks nobody who they are. */
export function GET(): Response {
  return new Response(EXAMPLE_CSV, {
    headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="truefolio-example.csv"' },
  });
}
