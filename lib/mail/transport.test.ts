import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SmtpServer, startSmtpServer } from "@/test/simulators/smtp";
import { send } from "./transport";

let server: SmtpServer;
beforeAll(async () => {
  server = await startSmtpServer({ user: "truefolio", password: "pass-word" });
  Object.assign(process.env, {
    APP_DATABASE_URL: "postgres://none",
    NEXTAUTH_SECRET: "0123456789abcdef",
    NEXTAUTH_URL: "http://localhost:3000",
    CREDENTIAL_KEYS: "none",
    SMTP_URL: server.url,
    MAIL_FROM: "Truefolio <truefolio@example.org>",
  });
});
afterAll(() => server.close());

describe("sending a message over SMTP", () => {
  it("hands it over with who it is from and to, and every character as it was", async () => {
    await send({ to: "ada@example.org", subject: "Grüße – äöü", text: `A long line: ${"Wörter ".repeat(30)}\n.\nafter a point` });
    const [mail] = server.received;
    expect(mail).toMatchObject({ from: "truefolio@example.org", to: ["ada@example.org"] });
    expect(mail?.headers).toMatchObject({ from: "Truefolio <truefolio@example.org>", to: "ada@example.org" });
    expect(mail?.text.replaceAll("\r\n", "\n")).toContain(`${"Wörter ".repeat(30)}\n.\nafter a point`);
  });

  it("adds no header and no recipient that was hidden in an address or a subject", async () => {
    await send({ to: "ada@example.org", subject: "Hello\r\nBcc: eve@example.org", text: "x" });
    const mail = server.received.at(-1);
    expect(mail?.to).toEqual(["ada@example.org"]);
    expect(mail?.headers.bcc).toBeUndefined();
  });

  it("fails when the server does not take it", async () => {
    server.refusal = "451 Try again later";
    await expect(send({ to: "ada@example.org", subject: "x", text: "x" })).rejects.toThrow("451");
    server.refusal = null;
  });
});
