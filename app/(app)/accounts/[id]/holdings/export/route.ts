import { defineRoute } from "@/lib/action/define-route";
import { downloadHoldings } from "@/lib/holdings/download";

export const GET = defineRoute(["id"], (actor, { id }, request) =>
  downloadHoldings(actor, { accountId: id }, request.nextUrl.searchParams),
);
