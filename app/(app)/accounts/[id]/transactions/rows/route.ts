import { defineRoute } from "@/lib/action/define-route";
import { ledgerRows } from "@/lib/transactions/download";

export const GET = defineRoute(["id"], (actor, { id }, request) => ledgerRows(actor, { accountId: id }, request.nextUrl.searchParams));
