import "server-only";
import { createTransport, type Transporter } from "nodemailer";
import { env, sendsMail } from "@/lib/env";

export interface Message {
  /** An e-mail address alone. */
  to: string;
  subject: string;
  text: string;
}

const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

let kept: { url: string; transporter: Transporter } | undefined;

function transporter(): Transporter {
  const { SMTP_URL: url } = env();
  if (kept?.url !== url)
    kept = { url, transporter: createTransport({ url, ...TIMEOUTS, disableFileAccess: true, disableUrlAccess: true }) };
  return kept.transporter;
}

/**
 * Hands a message over to the mail server, or, where there is none, prints it on the console: whoever runs a server without mail hands the
 * link on themselves.
 * @throws an Error of nodemailer's, with a `code`, when the mail server does not take it
 */
export async function send(message: Message): Promise<void> {
  if (!sendsMail()) return print(message);
  await transporter().sendMail({ ...message, from: env().MAIL_FROM });
}

function print({ to, subject, text }: Message): void {
  const body = text.replace(/^/gm, "    ");
  process.stdout.write(
    `No mail server is set (SMTP_URL), so this message was not sent:\n    To: ${to}\n    Subject: ${subject}\n\n${body}\n`,
  );
}
