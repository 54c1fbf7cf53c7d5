import { afterAll, beforeAll, expect, it } from "vitest";
import { REGISTERED } from "@/lib/sync/run/brokers";
import { type TestDatabase, testDatabase } from "@/test/database";
import { alpacaWith } from "@/test/simulators/alpaca";
import type { AlpacaActivity } from "@/test/simulators/alpaca-ledger";
import type { RunningBroker } from "@/test/simulators/simulator";
import { askInstead, linkTo, perform, request } from "@/test/sync";

let ledger: readonly AlpacaActivity[] = [];
let running: RunningBroker;
let db: TestDatabase;
beforeAll(async () => {
  running = await alpacaWith(() => ledger).start();
  askInstead({ alpaca: running.endpoints });
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  await running.close();
});

const dividend = (id: string, net_amount: string, more: AlpacaActivity = {}): AlpacaActivity => ({
  id: `20240315000000000::${id}`,
  activity_type: "DIV",
  activity_sub_type: "CDIV",
  date: "2024-03-15",
  symbol: "KO",
  net_amount,
  status: "executed",
  group_id: `group of ${id}`,
  created_at: "2024-03-15T21:00:00Z",
  ...more,
});
const LATER = { created_at: "2024-03-18T21:00:00Z" };

it("what Alpaca takes back or corrects after a sync is gone or replaced with the next, and stays so", async () => {
  const ada = await db.signUp();
  const accountId = await linkTo(db, ada, "alpaca", running.secrets);
  await db.owner.query("UPDATE broker_links SET remote = $2 WHERE broker_account_id = $1", [accountId, JSON.stringify(running.account)]);
  const rows = async () => {
    await perform(await request(ada.actor, accountId), REGISTERED);
    const found = await db.owner.query<{ id: string; net: string }>(
      `SELECT split_part(meta ->> 'externalId', '::', 2) AS id, meta ->> 'netAmount' AS net FROM transactions
       WHERE broker_account_id = $1 ORDER BY 1`,
      [accountId],
    );
    return found.map(({ id, net }) => `${id} ${net}`);
  };

  const [canceled, reversed, replaced] = [dividend("1", "1.11"), dividend("2", "2.22"), dividend("3", "3.33")];
  ledger = [canceled, reversed, replaced, dividend("9", "9.99")];
  expect(await rows()).toEqual(["1 1.11", "2 2.22", "3 3.33", "9 9.99"]);

  ledger = [
    { ...canceled, status: "canceled" },
    reversed,
    replaced,
    dividend("4", "2.22", { ...LATER, group_id: "group of 2", status: "canceled" }),
    dividend("5", "3.03", { ...LATER, group_id: "group of 3", status: "correct" }),
    dividend("9", "9.09", { status: "correct" }),
  ];
  const settled = ["5 3.03", "9 9.09"];
  expect(await rows()).toEqual(settled);
  expect(await rows()).toEqual(settled);
});
