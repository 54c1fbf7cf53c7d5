import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeHeader, writeRow } from "@/lib/formats/truefolio-csv";
import type { TransactionDraft } from "@/lib/formats/types";
import { getImport } from "@/lib/imports/queries";
import { commitImport } from "@/lib/imports/steps/commit";
import { stageImport } from "@/lib/imports/steps/direct";
import { readImport } from "@/lib/imports/steps/read";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { draft } from "@/test/factories";
import { nameSymbols } from "./mutations";
import { getImportInstruments, listInstruments } from "./queries";

let db: TestDatabase;
let ada: Person;
let accountId: bigint;
beforeAll(async () => {
  db = await testDatabase();
  ada = await db.signUp();
  accountId = await db.account(ada.actor, { broker: "file" });
});
afterAll(() => db.close());

const buy = (symbol: string, quantity: string, isin?: string) =>
  draft({ symbol, quantity, currency: "USD", ...(isin ? { meta: { instrument: { isin } } } : {}) });

async function stage(...rows: TransactionDraft[]): Promise<bigint> {
  const file = writeHeader() + rows.map((row, index) => writeRow({ ...row, id: String(index), account: "" })).join("");
  const importId = await stageImport(ada.actor, { accountId, fileName: "ledger.csv", bytes: new TextEncoder().encode(file) });
  if (importId === null) throw new Error("the account is missing");
  return importId;
}

describe("an unknown symbol", () => {
  it("is asked about once, and its rows are found as soon as the person has said which instrument it is", async () => {
    const isin = "US0378331005";
    await commitImport(ada.actor, await stage(buy("AAPL", "1", isin), buy("AAPL", "2", isin)));
    const [apple] = (await listInstruments(ada.actor)).instruments;
    const importId = await stage(buy("APC", "1"), buy("APC", "2"), buy("APC", "3"));
    const asked = { symbol: "APC", assetType: "stock", currency: "USD" };
    expect((await getImportInstruments(ada.actor, importId)).unknown).toEqual([{ ...asked, lines: [2, 3, 4], total: 3 }]);

    const answer = [{ ...asked, instrumentId: apple?.id ?? "" }];
    const { actor: stranger } = await db.signUp();
    expect(await nameSymbols(stranger, importId, answer)).toMatchObject({ ok: false });
    expect(await nameSymbols(ada.actor, importId, [{ ...asked, instrumentId: "999999999" }])).toMatchObject({ ok: false });
    expect(await nameSymbols(ada.actor, importId, [])).toMatchObject({ ok: false });

    expect(await nameSymbols(ada.actor, importId, answer)).toMatchObject({ ok: true });
    expect(await readImport(ada.actor, importId)).toBe("preview");
    expect((await getImport(ada.actor, accountId, importId))?.transactions).toEqual({ known: 2, new: 1 });
    expect((await getImportInstruments(ada.actor, importId)).unknown).toEqual([]);
  });
});
