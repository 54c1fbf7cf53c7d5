import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { inTurn } from "./turn";

describe("work in turn", () => {
  it("of one lane is done one after the other, in the order in which it was asked for", async () => {
    const done: string[] = [];
    const work = (name: string, milliseconds: number) => async () => {
      done.push(`${name} begins`);
      await sleep(milliseconds);
      done.push(`${name} ends`);
    };
    await Promise.all([inTurn("a", work("first", 20)), inTurn("a", work("second", 1))]);
    expect(done).toEqual(["first begins", "first ends", "second begins", "second ends"]);
  });

  it("of another lane doesn't wait", async () => {
    let isDone = false;
    const slow = inTurn("b", () => sleep(30));
    await inTurn("c", async () => {
      isDone = true;
    });
    expect(isDone).toBe(true);
    await slow;
  });

  it("goes on after work that failed", async () => {
    const failed = inTurn("d", () => Promise.reject(new Error("no")));
    await expect(failed).rejects.toThrow("no");
    expect(await inTurn("d", async () => 7)).toBe(7);
  });
});
