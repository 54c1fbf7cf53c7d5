import axios from "axios";
import { expect, it } from "vitest";
import { BrokerProblem } from "../problem";
import { axiosOver, RefusedRequest } from "./axios-adapter";

function clientOf(response: Response) {
  const sent: Request[] = [];
  const client = axios.create({
    baseURL: "https://api.example.com",
    adapter: axiosOver({
      fetch: async (input, init) => {
        sent.push(new Request(input, init));
        return response;
      },
    }),
  });
  return { client, sent };
}

it("a client library's request goes out as it was made", async () => {
  const { client, sent } = clientOf(new Response("{}"));
  await client.post("/orders", "a=1", {
    params: { page: 2 },
    headers: { "X-Version": 3, "Content-Type": "application/x-www-form-urlencoded" },
  });
  expect(sent[0]?.url).toBe("https://api.example.com/orders?page=2");
  expect([sent[0]?.method, sent[0]?.headers.get("x-version"), await sent[0]?.text()]).toEqual(["POST", "3", "a=1"]);
});

it("a client library gets every number as the text it was sent as", async () => {
  const { client } = clientOf(new Response('{"units":0.123456789012345678,"at":1e-7}'));
  expect((await client.get("/")).data).toEqual({ units: "0.123456789012345678", at: "1e-7" });
});

it("a refusal holds the answer, and nothing of what was asked", async () => {
  const { client } = clientOf(new Response('{"code":"NO"}', { status: 403 }));
  const error = await client.get("/", { headers: { Authorization: "secret" } }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(RefusedRequest);
  expect(error).toMatchObject({ response: { status: 403, data: { code: "NO" } } });
  expect(JSON.stringify(error)).not.toContain("secret");
});

it("an answer that breaks off in the middle is none", async () => {
  const { client } = clientOf(new Response('{"units":1'));
  await expect(client.get("/")).rejects.toBeInstanceOf(BrokerProblem);
});
