import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AllowedHosts, guardedRequests, isPublicAddress, permission } from "./guard";

const HOSTS: AllowedHosts = { published: ["api.broker.example", "*.files.example"], instead: new Set(["127.0.0.1:8080"]) };
const may = (address: string) => permission(new URL(address), HOSTS);

describe("where a connector's requests may go", () => {
  it.each([
    ["https://api.broker.example/v1?from=2026-01-01", "published"],
    ["https://eu.files.example/statement", "published"],
    ["http://127.0.0.1:8080/v1", "instead"],
  ])("%s is its own", (address, as) => expect(may(address)).toBe(as));

  it.each([
    "http://api.broker.example/",
    "https://api.broker.example:8443/",
    "https://broker.example/",
    "https://other.api.broker.example/",
    "https://api.broker.example.evil.example/",
    "https://api.broker.example@evil.example/",
    "https://files.example/",
    "https://evilfiles.example/",
    "https://api.broker.example./",
    "http://127.0.0.1:8081/",
    "http://localhost:8080/",
    "https://127.1/",
    "https://2130706433/",
    "https://[::1]/",
    "file:///etc/passwd",
    "ftp://api.broker.example/",
  ])("%s is not", (address) => expect(may(address)).toBeNull());
});

describe("an address", () => {
  it.each([
    ...[
      "0.0.0.0",
      "10.1.2.3",
      "100.64.0.1",
      "127.0.0.1",
      "127.255.255.254",
      "169.254.169.254",
      "172.16.0.1",
      "172.31.255.255",
      "192.168.1.1",
    ],
    ...["198.18.0.1", "224.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "fc00::1"],
    ...["fd12:3456::1", "fe80::1", "ff02::1", "2002:7f00:1::", "localhost", "", "1.2.3"],
  ])("%s is none of the public internet's", (address) => expect(isPublicAddress(address)).toBe(false));

  it.each(["8.8.8.8", "172.15.255.255", "172.32.0.1", "100.63.255.255", "2606:4700::1111"])("%s is one", (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );
});

describe("a request", () => {
  const reached: string[] = [];
  const server = createServer(({ method, url }, response) => {
    reached.push(`${method} ${url}`);
    const { to = url === "/round" ? url : null } = Object.fromEntries(new URL(url ?? "", "http://x").searchParams);
    response.writeHead(to ? 302 : 200, to ? { location: to } : {}).end("{}");
  });
  const elsewhere = createServer((_request, response) => {
    reached.push("elsewhere");
    response.end("{}");
  });
  const hostOf = (listening: Server) => `127.0.0.1:${(listening.address() as AddressInfo).port}`;
  let [host, other] = ["", ""];
  let send: typeof fetch;

  beforeAll(async () => {
    for (const each of [server, elsewhere]) await new Promise<void>((resolve) => each.listen(0, "127.0.0.1", resolve));
    host = hostOf(server);
    other = hostOf(elsewhere);
    send = guardedRequests({ published: ["localhost"], instead: new Set([host]) }, new AbortController().signal, 5_000);
  });
  afterAll(async () => {
    for (const each of [server, elsewhere]) await new Promise((resolve) => each.close(resolve));
  });

  it("follows a way that stays at the broker's", async () => {
    expect((await send(`http://${host}/?to=/there`)).status).toBe(200);
    expect(reached.splice(0)).toEqual(["GET /?to=/there", "GET /there"]);
  });

  it("is not led to anybody else, and says where it was to go", async () => {
    await expect(send(`http://${host}/?to=http://${other}/secret`)).rejects.toThrow(
      "leads to 127.0.0.1, which is none of its own addresses",
    );
    expect(reached.splice(0)).toEqual([`GET /?to=http://${other}/secret`]);
  });

  it("that carries something is led nowhere at all", async () => {
    await expect(send(`http://${host}/?to=/there`, { method: "POST", body: "key" })).rejects.toThrow("sent us elsewhere");
    expect(reached.splice(0)).toEqual(["POST /?to=/there"]);
  });

  it("is not led round and round", async () => {
    await expect(send(`http://${host}/round`)).rejects.toThrow("came to no end");
    expect(reached.splice(0)).toHaveLength(4);
  });

  it("is not sent when the name of a published host turns out to be a private address", async () => {
    // Without a code: it was our refusal, not a port that nobody listens on.
    await expect(send("https://localhost/")).rejects.toThrow(/^localhost could not be reached\.$/);
  });
});
