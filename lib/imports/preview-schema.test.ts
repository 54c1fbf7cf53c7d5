import { describe, expect, it } from "vitest";
import { answerImportSchema, removeAnswerSchema } from "./preview-schema";

const answer = (fields: object) => answerImportSchema.safeParse({ importId: "7", ...fields });

describe("the answers for all lines alike", () => {
  it("are what was said, and nothing of what was left open", () => {
    const fields = { currency: "", "rawType.0": "Rights Offering", "tradeType.0": "rights", "rawType.1": "Odd", "tradeType.1": "" };
    expect(answer(fields)).toMatchObject({ success: true, data: { importId: "7", tradeTypes: { "Rights Offering": "rights" } } });
    expect(answer(fields).data).not.toHaveProperty("currency");
  });

  it.each([
    [" usd ", "USD"],
    ["GBp", "GBp"],
    ["gbx", "gbx"],
    ["USDT", "USDT"],
  ])("take the currency %s as %s", (currency, taken) => expect(answer({ currency }).data?.currency).toBe(taken));

  it.each(["dollars", "US", "$", "12"])("refuse %s as a currency, at its field", (currency) => {
    expect(answer({ currency }).error?.issues[0]).toMatchObject({ path: ["currency"], message: expect.stringContaining("three letters") });
  });

  it("refuse a type that isn't one, at its field", () => {
    const { error } = answer({ "rawType.0": "A", "tradeType.0": "buy", "rawType.1": "B", "tradeType.1": "bought" });
    expect(error?.issues[0]?.path).toEqual(["tradeType.1"]);
  });
});

describe("taking an answer back", () => {
  it("names the currency or one type", () => {
    expect(removeAnswerSchema.parse({ importId: "7", about: "currency" })).toEqual({ importId: "7", about: { currency: true } });
    expect(removeAnswerSchema.parse({ importId: "7", about: "type", rawType: "A" })).toEqual({ importId: "7", about: { rawType: "A" } });
    expect(removeAnswerSchema.safeParse({ importId: "7", about: "type" }).success).toBe(false);
  });
});
