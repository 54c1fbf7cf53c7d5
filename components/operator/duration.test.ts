import { expect, it } from "vitest";
import { duration } from "./duration";

it.each([
  [0, "0 seconds"],
  [1.9, "1 second"],
  [119, "1 minute"],
  [7_200, "2 hours"],
  [200_000, "2 days"],
])("%s seconds are %s", (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});
