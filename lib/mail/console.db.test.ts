import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendDueMails } from "@/lib/jobs/mails";
import { verifyEmail } from "@/lib/users/email/mutations";
import { signUp } from "@/lib/users/mutations";
import { type TestDatabase, testDatabase } from "@/test/database";
import { listen } from "@/test/listen";
import { linkIn } from "@/test/simulators/smtp";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const newcomer = { name: "Ada", email: "ada@example.org", password: "analytical engines at dawn" };

describe("signing up where no mail is sent", () => {
  it("makes the account at once, and the message with its link is on the console", async () => {
    expect(await signUp(newcomer, "test")).toMatchObject({ ok: true, data: { waitsForLink: false } });
    const heard: string[] = [];
    const stop = listen((line) => heard.push(line));
    await sendDueMails();
    stop();
    const text = heard.join("\n");
    expect(text).toContain("To: ada@example.org");
    const token = linkIn({ text }, "/verify-email").searchParams.get("token") ?? "";
    expect(await verifyEmail(token, "test")).toMatchObject({ ok: true });
  });

  it("refuses an address that is taken, as its page can do nothing else", async () => {
    expect(await signUp(newcomer, "test")).toMatchObject({ ok: false, fieldErrors: { email: expect.any(String) } });
  });
});
