import { expect, it } from "vitest";
import { simulatedCoinbase, simulatedCoinbaseWith } from "@/test/simulators/coinbase";
import { itConforms, syncOnce } from "@/test/simulators/conformance";
import { connector } from "./connector";

itConforms(simulatedCoinbase);

it("a key of the newer kind (Ed25519) opens the same", async () => {
  const running = await simulatedCoinbaseWith("Ed25519").start();
  const { items } = await syncOnce(connector, running, null);
  await running.close();
  expect(items.filter(({ kind }) => kind === "transaction")).toHaveLength(running.expected.rows);
});
