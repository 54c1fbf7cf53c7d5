import { expect, it } from "vitest";
import { NOW } from "@/lib/moment/schema";
import { momentWords } from "./moment-words";

it("a moment is said in the person's own zone and language; its day is the same everywhere", () => {
  const style = { timeZone: "America/New_York", locale: "en-GB" };
  const [asOf, known] = ["2024-12-31", "2025-02-01T02:00:00.000000Z"];
  expect(momentWords({ asOf, known }, style)).toBe("31 Dec 2024, as it was recorded on 31 Jan 2025, 21:00");
  expect(momentWords({ asOf, known: null }, style)).toBe("31 Dec 2024");
  expect(momentWords({ asOf: null, known }, style)).toBe("what was recorded on 31 Jan 2025, 21:00");
  expect(momentWords(NOW, style)).toBe("");
});
