import type { Behaviour, RunningBroker } from "@/test/simulators/simulator";
import type { WebhookReceiver } from "@/test/simulators/webhook";

/** What a test may know of a simulated broker: what opens it, and what is there to be found. */
export type ToldBroker = Pick<RunningBroker, "secrets" | "account" | "expected">;

const control = () => `http://127.0.0.1:${Number(process.env.E2E_PORT ?? 3999) + 20_000}`;

export async function broker(code: string): Promise<ToldBroker> {
  return (await fetch(`${control()}/${code}`)).json();
}

/** Lets a broker behave so from now on. It is one for all tests that run at once: each journey that changes one has it to itself. */
export async function behave(code: string, behaviour: Behaviour): Promise<void> {
  await fetch(`${control()}/${code}/${behaviour}`);
}

/** Lets a broker answer everything after so long, for all tests that run at once. */
export async function answerAfter(code: string, milliseconds: number): Promise<void> {
  await fetch(`${control()}/${code}/after/${milliseconds}`);
}

/** The receiver that people's webhooks can reach, and what it was sent. */
export async function receiver(): Promise<Pick<WebhookReceiver, "url" | "received">> {
  return (await fetch(`${control()}/receiver`)).json();
}
