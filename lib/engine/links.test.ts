import { describe, expect, it } from "vitest";
import { row } from "./ledger-builder";
import { linkedInstruments } from "./links";

const leg = (instrument: string, tradeType: string, groupId: string | null) => row({ instrument, tradeType, groupId });

describe("linked instruments", () => {
  it("are those between which a group carries cost, over any number of steps", () => {
    const links = linkedInstruments([
      leg("C", "merger", "one"),
      leg("B", "merger", "one"),
      leg("B", "spin_off", "two"),
      leg("A", "spin_off", "two"),
      leg("D", "buy", null),
    ]);
    expect([...links]).toEqual([
      ["C", "A"],
      ["B", "A"],
      ["A", "A"],
      ["D", "D"],
    ]);
  });

  it("are an option and what it delivers", () => {
    expect([...linkedInstruments([leg("PUT", "option_assignment", "x"), leg("ACME", "buy", "x")]).values()]).toEqual(["ACME", "ACME"]);
  });

  it("aren't two trades of one order, or transfers of one day", () => {
    const order = [leg("A", "buy", "x"), leg("B", "sell", "x"), leg("A", "transfer_out", "y"), leg("B", "transfer_out", "y")];
    expect([...linkedInstruments(order).values()]).toEqual(["A", "B"]);
  });
});
