import "server-only";
import { notFound } from "next/navigation";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { getEmailState } from "@/lib/users/email/queries";

/** Somebody who may see how the site is. Only {@link requireOperator} makes one (the brand is not exported). */
declare const operates: unique symbol;
export type Operator = Actor & { readonly [operates]: true };

/**
 * Whether somebody's address is in OPERATOR_EMAILS, and shown to be theirs: where no mail is sent, anybody may sign up with any address that
 * nobody has yet.
 */
export async function isOperator(actor: Actor): Promise<boolean> {
  if (!env().OPERATOR_EMAILS.includes(actor.email.toLowerCase())) return false;
  return (await getEmailState(actor)).verifiedAt !== null;
}

/** The gate of the operator's page. For everybody else it isn't there. */
export async function requireOperator(): Promise<Operator> {
  const actor = await requireActor();
  if (!(await isOperator(actor))) notFound();
  return actor as Operator;
}
