import "server-only";
import type { Route } from "next";
import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { refuseWithoutRecentSignIn } from "@/lib/auth/recent-sign-in";
import { currentActor } from "@/lib/auth/session";
import { AWAY_MESSAGE, noteFault } from "@/lib/db/away";
import { readForm, refill } from "./form-data";
import { isOwnOrigin } from "./origin";
import { done, type Outcome, refuse } from "./outcome";
import { reportUnexpected } from "./report";
import type { ActionState, FormAction } from "./state";

const SIGNED_OUT = "You have been signed out. Sign in again in another tab, then press the button once more: what you typed is still here.";

interface ActionOptions {
  /** The person has signed in, or confirmed that it is them, within the last minutes: before secrets are changed, taken along or destroyed. */
  recentSignIn?: boolean;
}

/**
 * The single wrapper of every action: who is asking, is it really our page that asks, is the input what it should be, and only then the
 * work. An action is a public endpoint; none of this can be left to the page that shows its form.
 */
export function defineAction<Schema extends z.ZodType, Data = undefined>(
  schema: Schema,
  run: (actor: Actor, input: z.output<Schema>) => Promise<Outcome<Data>>,
  { recentSignIn = false }: ActionOptions = {},
): FormAction<Data> {
  return async (_previous, form) => {
    const asker = await attempt(async () => done(await currentActor()));
    if (!asker.ok) return { status: "error", message: asker.message, values: refill(form) };
    const actor = asker.data;
    if (!actor) return { status: "error", message: SIGNED_OUT, values: refill(form) };
    return perform(schema, form, async (input) => (recentSignIn ? await refuseWithoutRecentSignIn(actor) : null) ?? run(actor, input));
  };
}

/**
 * As {@link defineAction}, for the few things that people do before they have signed in. What they do is counted by the address that they come
 * from, which the server in front of Next has written (scripts/runtime/forwarded.ts).
 */
export function definePublicAction<Schema extends z.ZodType, Data = undefined>(
  schema: Schema,
  run: (input: z.output<Schema>, address: string) => Promise<Outcome<Data>>,
): FormAction<Data> {
  return (_previous, form) => perform(schema, form, async (input) => run(input, (await headers()).get("x-forwarded-for") ?? "unknown"));
}

async function perform<Schema extends z.ZodType, Data>(
  schema: Schema,
  form: FormData,
  run: (input: z.output<Schema>) => Promise<Outcome<Data>>,
): Promise<ActionState<Data>> {
  // Next lets a request without an Origin header through, and believes X-Forwarded-Host.
  if (!isOwnOrigin(await headers()))
    return { status: "error", message: "This request did not come from Truefolio's own page.", values: {} };
  const input = schema.safeParse(readForm(form));
  if (!input.success) return { ...invalid(input.error), values: refill(form) };
  const outcome = await attempt(() => run(input.data));
  if (!outcome.ok) {
    const { message, fieldErrors = {}, proofs } = outcome;
    return { status: "error", message, fieldErrors, values: refill(form), ...(proofs ? { proofs } : {}) };
  }
  refresh();
  if (outcome.redirectTo) redirect(outcome.redirectTo as Route);
  return { status: "ok", data: outcome.data, ...(outcome.message ? { message: outcome.message } : {}) };
}

async function attempt<Data>(work: () => Promise<Outcome<Data>>): Promise<Outcome<Data>> {
  try {
    return await work();
  } catch (error) {
    const reference = reportUnexpected(error);
    if (noteFault(error)) return refuse(AWAY_MESSAGE);
    return refuse(`Something went wrong on our side, and nothing was changed. Try again; if it stays, quote reference ${reference}.`);
  }
}

function invalid(error: z.ZodError): { status: "error"; message: string; fieldErrors: Record<string, string> } {
  const fieldErrors: Record<string, string> = {};
  for (const issue of error.issues) fieldErrors[issue.path.join(".") || "form"] ??= issue.message;
  const count = Object.keys(fieldErrors).length;
  return {
    status: "error",
    message: count === 1 ? "One field needs your attention." : `${count} fields need your attention.`,
    fieldErrors,
  };
}
