// The app as the tests know it: `npm start`, with simulated brokers in the place of the real ones. They are told how to behave at the port of
// the first argument: see e2e/support/brokers.ts.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { SIMULATED_BROKERS } from "@/test/simulators/all";
import { startOidcServer } from "@/test/simulators/oidc";
import type { Behaviour, RunningBroker } from "@/test/simulators/simulator";
import { startWebhookReceiver } from "@/test/simulators/webhook";
import { registered } from "@/test/simulators/zerodha-kite";

const running = new Map<string, RunningBroker>();
for (const broker of SIMULATED_BROKERS) running.set(broker.code, await broker.start());
registered.redirect = `http://localhost:${process.env.PORT}/link/callback`;

/** Where people's own messages go: nobody is outside to receive them. */
const receiver = await startWebhookReceiver();

/** What the app prints: messages too, because there is no mail server. */
let printed = "";

createServer((request, response) => {
  if (request.url === "/printed") return void response.writeHead(200, { "content-type": "text/plain; charset=utf-8" }).end(printed);
  if (request.url === "/receiver")
    return void response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ url: receiver.url, received: receiver.received }));
  const [code = "", behaviour, milliseconds] = decodeURIComponent(request.url ?? "/")
    .slice(1)
    .split("/");
  const broker = running.get(code);
  if (behaviour === "after") broker?.answerAfter(Number(milliseconds));
  else if (behaviour) broker?.behave(behaviour as Behaviour);
  const told = broker && { secrets: broker.secrets, account: broker.account, expected: broker.expected };
  response.writeHead(broker ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify(told ?? {}));
}).listen(Number(process.argv[2]), "127.0.0.1");

const provider = await startOidcServer();
provider.redirectUris.push(`http://localhost:${process.env.PORT}/api/auth/callback/company`);
const { issuer, clientId, clientSecret } = provider;

const endpoints = Object.fromEntries([...running].map(([code, broker]) => [code, broker.endpoints]));
const app = spawn(process.execPath, ["scripts/start.mjs"], {
  env: {
    ...process.env,
    BROKER_ENDPOINTS: JSON.stringify(endpoints),
    OIDC_PROVIDERS: JSON.stringify([{ id: "company", name: "Company", issuer, clientId, clientSecret }]),
    WEBHOOK_HOSTS: receiver.host,
  },
  stdio: ["inherit", "pipe", "inherit"],
});
app.stdout.setEncoding("utf8").on("data", (text: string) => {
  printed += text;
  process.stdout.write(text);
});
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => app.kill(signal));
app.on("exit", (code) => process.exit(code ?? 1));
