import { Snaptrade, SnaptradeAuth } from "snaptrade-typescript-sdk";
import type { z } from "zod";
import { axiosOver, RefusedRequest } from "@/lib/brokers/link/axios-adapter";
import type { BrokerLink } from "@/lib/brokers/link/link";
import { BrokerProblem } from "@/lib/brokers/problem";

/** An app's key has many users, each with a secret of their own. A personal key is its only user: the library leaves these out then. */
export interface User {
  userId: string;
  userSecret: string;
}

export const isPersonal = ({ secrets }: BrokerLink): boolean => secrets.keyKind !== "commercial";

export function userOf({ secrets }: BrokerLink): User {
  return { userId: secrets.userId ?? "", userSecret: secrets.userSecret ?? "" };
}

/** SnapTrade's own client over our way to it. It never sees a 429, for which it would sleep and write to the console. */
export function snaptradeClient(link: BrokerLink) {
  const { clientId = "", consumerKey = "" } = link.secrets;
  const key = { clientId, consumerKey };
  return new Snaptrade({
    auth: isPersonal(link) ? SnaptradeAuth.personalApiKey(key) : SnaptradeAuth.commercialApiKey(key),
    basePath: link.endpoint("api"),
    baseOptions: { adapter: axiosOver(link) },
  });
}
export type SnaptradeClient = ReturnType<typeof snaptradeClient>;

/** One call, and its answer in the shape that is needed of it. */
export async function ask<Shape extends z.ZodType>(
  link: BrokerLink,
  shape: Shape,
  call: (client: SnaptradeClient, user: User) => Promise<{ data: unknown }>,
): Promise<z.infer<Shape>> {
  const { data } = await link.ask(
    () => call(snaptradeClient(link), userOf(link)),
    (error) => snaptradeProblem(error, link.now()),
  );
  const read = shape.safeParse(data);
  if (!read.success) throw unknownAnswer();
  return read.data;
}

const unknownAnswer = () => new BrokerProblem("answer", "SnapTrade answered in a way that this version doesn't know.");

/** Signatures carry the time. How far it may be off isn't documented. */
const CLOCK_MS = 60_000;

export function snaptradeProblem(error: unknown, now: number): BrokerProblem {
  if (!(error instanceof RefusedRequest)) return unknownAnswer();
  const { status, headers } = error.response;
  const theirs = Date.parse(String(headers.date ?? ""));
  switch (status) {
    case 401:
      return Math.abs(theirs - now) > CLOCK_MS
        ? new BrokerProblem("clock", "This machine's clock differs from SnapTrade's, which then refuses its requests.", "Set the clock.")
        : new BrokerProblem(
            "sign-in",
            "SnapTrade doesn't accept the key.",
            "Copy the client ID and the consumer key again from dashboard.snaptrade.com; if the key is gone, make a new one.",
          );
    case 402:
      return new BrokerProblem(
        "sign-in",
        "A connection at SnapTrade is switched off.",
        "Sign in to your broker again on SnapTrade's pages.",
      );
    case 403:
      return new BrokerProblem(
        "permission",
        "Your SnapTrade plan doesn't include one of the things that a sync needs.",
        "See at dashboard.snaptrade.com what your key may read: accounts, holdings, balances and activities are needed.",
      );
    case 404:
      return new BrokerProblem(
        "setup",
        "The account is no longer at SnapTrade.",
        "Connections that are deleted and made again have new accounts: link the account again.",
      );
    case 425:
      return preparing();
    default:
      return unknownAnswer();
  }
}

export const preparing = () => new BrokerProblem("preparing", "SnapTrade is still reading the account at the broker.");
