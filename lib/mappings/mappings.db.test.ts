import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import type { Mapping } from "@/lib/formats/mapped/mapping";
import { getImport } from "@/lib/imports/queries";
import { commitImport } from "@/lib/imports/steps/commit";
import { stageImport } from "@/lib/imports/steps/direct";
import { readImport } from "@/lib/imports/steps/read";
import { undoImport } from "@/lib/imports/steps/undo";
import { type TestDatabase, testDatabase } from "@/test/database";
import { applyMapping, deleteMapping, importMapping, renameMapping } from "./mutations";
import { findMapping, getMappingFile, getMappingScreen, listMappings, previewMapping } from "./queries";
import { mappingFileTextSchema, mappingTextSchema } from "./schema";

let db: TestDatabase;
let ada: Actor;
let eve: Actor;
let accountId: bigint;
beforeAll(async () => {
  db = await testDatabase();
  eve = (await db.signUp("Eve")).actor;
});
beforeEach(async () => {
  ada = (await db.signUp("Ada")).actor;
  accountId = await db.account(ada, { broker: "file" });
});
afterAll(() => db.close());

const FILE = "Datum;Vorgang;Titel;Stück;Betrag in EUR\n03.02.2025;Kauf;SAP;10;-1.234,50\n14.02.2025;Ausschüttung;SAP;;12,34\n";

async function upload(text = FILE, actor = ada, account = accountId): Promise<bigint> {
  const id = await stageImport(actor, { accountId: account, fileName: "bank.csv", bytes: new TextEncoder().encode(text) });
  if (id === null) throw new Error("the account is missing");
  return id;
}

async function suggested(importId: bigint): Promise<Mapping> {
  const view = await getMappingScreen(ada, accountId, importId, {});
  if (!view || "problem" in view) throw new Error("there is nothing to map");
  return view.mapping;
}

const statusOf = async (importId: bigint) => (await getImport(ada, accountId, importId))?.status;
const ledger = () =>
  asActor(ada, (tx) => tx.transaction.findMany({ where: { brokerAccountId: accountId }, orderBy: { tradeTime: "asc" } }));

/** As the person does, and then the worker. */
async function applied(...args: Parameters<typeof applyMapping>): ReturnType<typeof applyMapping> {
  const outcome = await applyMapping(...args);
  if (outcome.ok) await readImport(args[0], args[1]);
  return outcome;
}

describe("a table of nobody's format", () => {
  it("waits for a mapping, and is then an import like any other", async () => {
    const importId = await upload();
    expect(await statusOf(importId)).toBe("mapping");
    const mapping = await suggested(importId);
    expect((await previewMapping(ada, accountId, importId, mapping))?.counts).toEqual({ rows: 2, skipped: 0, refused: 0 });
    expect(await applied(ada, importId, mapping)).toMatchObject({ ok: true, redirectTo: `/accounts/${accountId}/import/${importId}` });
    expect(await getImport(ada, accountId, importId)).toMatchObject({ status: "preview", isMapped: true, transactions: { new: 2 } });
    await commitImport(ada, importId);
    expect((await ledger()).map(({ tradeType, meta }) => [tradeType, (meta as { netAmount: string }).netAmount])).toEqual([
      ["buy", "-1234.5"],
      ["dividend", "12.34"],
    ]);
    await undoImport(ada, importId);
    expect(await ledger()).toEqual([]);
  });

  it("is recognised by its header the next time, in any case and under any preamble", async () => {
    const first = await upload();
    await applied(ada, first, await suggested(first), "My bank");
    await commitImport(ada, first);
    const second = await upload(`Depot 4711\n${FILE.replace("Datum", "DATUM")}28.02.2025;Verkauf;SAP;10;1.300,00\n`);
    // A word that the mapping doesn't know is refused with its reason; the rest is known.
    expect(await getImport(ada, accountId, second)).toMatchObject({
      status: "preview",
      isMapped: true,
      transactions: { known: 2 },
      lines: { refused: 1 },
    });
    const cutOtherwise = await upload(FILE.replaceAll(/(-?[\d.]+,\d+)/g, '"$1"').replaceAll(";", ","));
    expect(await getImport(ada, accountId, cutOtherwise)).toMatchObject({ status: "preview", transactions: { known: 2 } });
    const other = await upload(FILE.replace("Titel", "Anlage"));
    expect(await statusOf(other)).toBe("mapping");
  });

  it("can be mapped anew while it is in preview, and no more once it is in the ledger", async () => {
    const importId = await upload();
    const mapping = await suggested(importId);
    await applied(ada, importId, mapping);
    const without = {
      ...mapping,
      types: mapping.types.map((each) => ({ ...each, meaning: each.word === "Kauf" ? ("skip" as const) : each.meaning })),
    };
    expect(await applied(ada, importId, without)).toMatchObject({ ok: true });
    expect(await getImport(ada, accountId, importId)).toMatchObject({ transactions: { new: 1 }, lines: { skipped: 2 } });
    await commitImport(ada, importId);
    expect(await applied(ada, importId, mapping)).toMatchObject({ ok: false, message: expect.stringContaining("Undo it") });
    expect(await ledger()).toHaveLength(1);
  });

  it("is not staged by a mapping that doesn't fit it, and stays as it was", async () => {
    const importId = await upload();
    const mapping = await suggested(importId);
    const [first, ...others] = mapping.columns;
    if (!first) throw new Error("no column");
    const answer = await applied(ada, importId, { ...mapping, columns: [{ ...first, name: "elsewhere" }, ...others] }, "Wrong");
    expect(answer).toMatchObject({ ok: false, message: expect.stringContaining("“elsewhere”") });
    expect(await statusOf(importId)).toBe("mapping");
    expect(await listMappings(ada)).toEqual([]);
  });

  it.each(["<html><body>a,b\n1,2</body></html>", "just one word\nand another\n"])(
    "is not what has no columns: %j is refused",
    async (text) => {
      await expect(upload(text)).rejects.toThrow(/no table/);
    },
  );
});

describe("saved mappings", () => {
  async function saved(name: string): Promise<string> {
    const importId = await upload();
    expect(await applied(ada, importId, await suggested(importId), name)).toMatchObject({ ok: true });
    const found = (await listMappings(ada)).find((each) => each.name === name);
    if (!found) throw new Error("it was not saved");
    return found.id;
  }

  it("are renamed and deleted by their owner, under one name each", async () => {
    const id = BigInt(await saved("Mine"));
    expect(await renameMapping(ada, id, "Bank")).toMatchObject({ ok: true });
    const { mapping } = (await getMappingFile(ada, id)) ?? {};
    if (!mapping) throw new Error("it is not there");
    expect(
      await importMapping(ada, { format: "truefolio-mapping", version: 1, name: "Bank", mapping: { ...mapping, signature: "" } }),
    ).toMatchObject({ ok: false });
    expect(await deleteMapping(ada, id)).toMatchObject({ ok: true });
    expect(await listMappings(ada)).toEqual([]);
  });

  it("are another user's to neither see, nor change, nor find", async () => {
    const id = BigInt(await saved("Secret"));
    const file = await getMappingFile(ada, id);
    expect(await getMappingFile(eve, id)).toBeNull();
    expect(await listMappings(eve)).toEqual([]);
    expect(await renameMapping(eve, id, "Stolen")).toMatchObject({ ok: false });
    expect(await deleteMapping(eve, id)).toMatchObject({ ok: false });
    expect(await asActor(eve, (tx) => findMapping(tx, file?.mapping.signature ?? ""))).toBeNull();
    const importId = await upload(FILE.replace("Titel", "Anlage"));
    expect(await getMappingScreen(eve, accountId, importId, {})).toBeNull();
    if (!file) throw new Error("it is not there");
    expect(await previewMapping(eve, accountId, importId, file.mapping)).toBeNull();
    expect(await applied(eve, importId, file.mapping, "Stolen")).toMatchObject({ ok: false });
    expect(await statusOf(importId)).toBe("mapping");
  });

  it("travel as a file from one person to another, whose imports it then recognises", async () => {
    const file = JSON.stringify(await getMappingFile(ada, BigInt(await saved("Bank"))));
    const read = mappingFileTextSchema.parse({ file });
    expect(await importMapping(eve, read.file)).toMatchObject({ ok: true });
    const account = await db.account(eve, { broker: "file" });
    const importId = await upload(FILE, eve, account);
    expect((await getImport(eve, account, importId))?.status).toBe("preview");
  });

  it("of several for one header the one that was saved last is taken", async () => {
    await saved("Old");
    const importId = await upload(FILE.replace("03.02.2025", "04.02.2025"));
    await applied(ada, importId, { ...(await suggested(importId)), zone: "Europe/Berlin" }, "New");
    const [first] = await listMappings(ada);
    const signature = first && (await getMappingFile(ada, BigInt(first.id)))?.mapping.signature;
    expect((await asActor(ada, (tx) => findMapping(tx, signature ?? "")))?.name).toBe("New");
  });
});

describe("a mapping from outside", () => {
  it.each([
    ["no JSON", "{"],
    ["another file", '{"a":1}'],
    ["a mapping without columns", JSON.stringify({ version: 1, columns: [] })],
    ["a mapping of half a megabyte", `"${"x".repeat(600_000)}"`],
    ["NUL characters", JSON.stringify({ version: 1, sheet: "\u0000" })],
    ["a prototype", '{"__proto__": {"version": 1}}'],
  ])("that is %s is refused with what is wrong", (_what, text) => {
    const parsed = mappingTextSchema.safeParse(text);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues[0]?.message).toMatch(/no mapping|never as large/);
  });
});
