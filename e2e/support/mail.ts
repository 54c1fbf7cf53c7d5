import { expect } from "@playwright/test";

const printed = () => `http://127.0.0.1:${Number(process.env.E2E_PORT ?? 3999) + 20_000}/printed`;

/** The link in the newest message to an address whose subject is that, as whoever runs the server finds it on its console. Waits for it, and for one other than `older`. */
export async function linkSentTo(email: string, subject: string, older = ""): Promise<string> {
  let link: string | undefined;
  const look = async () => {
    const messages = (await (await fetch(printed())).text()).split("so this message was not sent:");
    const message = messages.findLast((text) => text.includes(`To: ${email}\n`) && text.includes(`Subject: ${subject}\n`));
    link = /http:\/\/localhost:\d+(\/\S+token=\S+)/.exec(message ?? "")?.[1];
    return link !== undefined && link !== older;
  };
  await expect.poll(look, { message: `a message to ${email}` }).toBe(true);
  return link ?? "";
}
