import { z } from "zod";
import type { SyncProblemKind } from "@/lib/sync/schema";
import { CHANNELS, type Channel } from "./channels";

export const attentionEmailSchema = z.object({ byEmail: z.literal("on").optional() });

export const webhookSchema = z.object({
  webhookUrl: z
    .string()
    .trim()
    .max(2000, "At most 2000 characters.")
    .refine(
      (text) => /^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : ""),
      "Enter an address such as https://example.org/hook.",
    )
    .refine((text) => !URL.canParse(text) || !new URL(text).username, "Leave the user name and password out of the address."),
});

export const noFieldsSchema = z.object({});
export const testAttentionSchema = z.object({ channel: z.enum(CHANNELS) });

/** How one attempt to tell somebody went. */
export interface NoticeView {
  id: string;
  channel: Channel;
  state: "waiting" | "delivered" | "failed";
  /** In words; empty when there is nothing to say. */
  outcome: string;
  /** The account that needs attention; null for a test. */
  accountName: string | null;
  /** ISO instants. */
  createdAt: string;
  settledAt: string | null;
}

export interface AttentionSettings {
  byEmail: boolean;
  email: string;
  isVerified: boolean;
  /** Where a webhook goes; the rest of its address is never shown. */
  webhookHost: string | null;
  notices: readonly NoticeView[];
}

/** What a receiver is sent, as JSON. Fields are only ever added. Never an amount, an account number or anything that a broker wrote. */
export interface WebhookBody {
  /** The same however often it is delivered. */
  id: string;
  type: "account.needs_attention" | "test";
  /** ISO instant: since when the account needs its person. */
  timestamp: string;
  account: { id: string; name: string; broker: string; url: string } | null;
  reason: { kind: SyncProblemKind | null; text: string } | null;
}
