"use server";
import { z } from "zod";
import { defineAction } from "@/lib/action/define-action";
import { done } from "@/lib/action/outcome";
import { disconnectIdentity } from "./mutations";
import { identityIdSchema } from "./schema";

const recent = { recentSignIn: true };

/** Before the browser goes to the provider: who comes back is connected only after a recent sign-in. */
export const beginConnectAction = defineAction(z.object({}), async () => done(), recent);
export const disconnectIdentityAction = defineAction(
  identityIdSchema,
  (actor, { identityId }) => disconnectIdentity(actor, identityId),
  recent,
);
