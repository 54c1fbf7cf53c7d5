import "server-only";
import { z } from "zod";
import { openFile, sealFile } from "@/lib/crypto/seal-file";

/** Where a person's deliveries go, and what they are signed with. The address may be as good as a key itself. */
const webhookSchema = z.object({ url: z.url(), secret: z.string() });
export type Webhook = z.infer<typeof webhookSchema>;

/** Seals a person's webhook, address and secret together. */
export function sealWebhook(userId: bigint, webhook: Webhook): Promise<Uint8Array<ArrayBuffer>> {
  return sealFile({ userId }, new TextEncoder().encode(JSON.stringify(webhook)));
}

/** Null when it doesn't open: the key is missing, or the row is another person's. */
export async function openWebhook(userId: bigint, sealed: Uint8Array): Promise<Webhook | null> {
  const opened = await openFile({ userId }, sealed);
  return opened.ok ? webhookSchema.parse(JSON.parse(new TextDecoder().decode(opened.bytes))) : null;
}
