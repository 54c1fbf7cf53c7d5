import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";

/** A message as it came over the wire. */
export interface ReceivedMail {
  from: string;
  to: string[];
  headers: Readonly<Record<string, string>>;
  /** Decoded: as whoever reads it sees it. */
  text: string;
}

/** A mail server on loopback that speaks SMTP (RFC 5321), with AUTH PLAIN when it is given a password. */
export interface SmtpServer {
  url: string;
  received: ReceivedMail[];
  /** Set: answers MAIL FROM with it instead, such as `451 Try again later`. */
  refusal: string | null;
  close(): Promise<void>;
}

export async function startSmtpServer(login?: { user: string; password: string }): Promise<SmtpServer> {
  const state: Pick<SmtpServer, "received" | "refusal"> = { received: [], refusal: null };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    serve(socket, state, login && Buffer.from(`\0${login.user}\0${login.password}`).toString("base64"));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const who = login ? `${login.user}:${login.password}@` : "";
  return Object.assign(state, {
    url: `smtp://${who}127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  });
}

function serve(socket: Socket, state: Pick<SmtpServer, "received" | "refusal">, expectedLogin: string | undefined): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let envelope: { from: string; to: string[] } = { from: "", to: [] };
  let isKnown = expectedLogin === undefined;
  let data: string[] | null = null;
  let rest = "";

  function command(line: string): void {
    const [verb = ""] = line.toUpperCase().split(" ");
    if (verb === "EHLO") say(expectedLogin ? "250-simulated\r\n250 AUTH PLAIN" : "250 simulated");
    else if (verb === "AUTH") {
      isKnown = line.split(" ")[2] === expectedLogin;
      say(isKnown ? "235 Welcome" : "535 Not with this password");
    } else if (verb === "QUIT") {
      say("221 Bye");
      socket.end();
    } else if (!isKnown) say("530 Authentication required");
    else if (verb === "MAIL") {
      envelope = { from: addressIn(line), to: [] };
      say(state.refusal ?? "250 Sender accepted");
    } else if (verb === "RCPT") {
      envelope.to.push(addressIn(line));
      say("250 Recipient accepted");
    } else if (verb === "DATA") {
      data = [];
      say("354 Go ahead");
    } else if (verb === "RSET") say("250 Forgotten");
    else say("502 Not known here");
  }

  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk) => {
    const lines = (rest + chunk.toString("utf8")).split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (data === null) command(line);
      else if (line !== ".") data.push(line.replace(/^\.\./, "."));
      else {
        state.received.push({ ...envelope, ...parse(data) });
        data = null;
        say("250 Taken");
      }
    }
  });
  say("220 simulated ESMTP");
}

const addressIn = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? "";

/** Headers unfolded, and the one text part decoded. */
function parse(lines: readonly string[]): Pick<ReceivedMail, "headers" | "text"> {
  const end = lines.indexOf("");
  const headers: Record<string, string> = {};
  for (const [, name = "", value = ""] of lines
    .slice(0, end)
    .join("\r\n")
    .replace(/\r\n[ \t]+/g, " ")
    .matchAll(/^([\w-]+): (.*)$/gm))
    headers[name.toLowerCase()] = value.trim();
  const body = lines.slice(end + 1).join("\r\n");
  switch (headers["content-transfer-encoding"]) {
    case "base64":
      return { headers, text: Buffer.from(body, "base64").toString("utf8") };
    case "quoted-printable":
      return { headers, text: unquoted(body) };
    default:
      return { headers, text: body };
  }
}

function unquoted(body: string): string {
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** The address of a page of ours in a message. */
export function linkIn({ text }: Pick<ReceivedMail, "text">, path: string): URL {
  const found = text.split(/\s/).find((word) => URL.canParse(word) && new URL(word).pathname === path);
  if (!found) throw new Error(`there is no link to ${path} in: ${text}`);
  return new URL(found);
}
