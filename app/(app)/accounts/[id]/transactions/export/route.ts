import { defineRoute } from "@/lib/action/define-route";
import { downloadTransactions } from "@/lib/transactions/download";

export const GET = defineRoute(["id"], (actor, { id }, request) =>
  downloadTransactions(actor, { accountId: id }, request.nextUrl.searchParams),
);
