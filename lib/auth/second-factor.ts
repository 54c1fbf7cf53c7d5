import "server-only";
import { record } from "@/lib/audit/mutations";
import { openTotpSecret } from "@/lib/credentials/second-factors";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { hashOfRecoveryCode, stepOfCode } from "@/lib/two-factor/rules";
import { codeSchema } from "@/lib/two-factor/schema";
import { countAttempt, forgiveAttempt } from "./throttle";
import { verifiedActor } from "./verified-actor";

/** `needed`: a code was asked for, and none was given. */
export type SecondFactorOutcome = { ok: true } | { ok: false; reason: "needed" | "wrong" } | { ok: false; reason: "wait"; seconds: number };

/**
 * What comes after the right password: nothing where the person has switched nothing on, else a code of their app or one for recovery.
 * Each is accepted once, however many come at the same moment. Call it for nobody whose password, or what stands for it, is not verified yet.
 */
export async function checkSecondFactor(userId: bigint, typed: string, nowMs = Date.now()): Promise<SecondFactorOutcome> {
  const actor = verifiedActor(userId);
  const found = await asActor(actor, (tx) =>
    tx.totpSecret.findFirst({ where: { userId, confirmedAt: { not: null } }, select: { sealed: true } }),
  );
  if (!found) return { ok: true };
  if (typed.trim() === "") return { ok: false, reason: "needed" };
  const seconds = await countAttempt("code", actor.userId);
  if (seconds > 0) return { ok: false, reason: "wait", seconds };

  const code = codeSchema.safeParse(typed).data ?? "";
  const isAccepted = await asActor(actor, async (tx) => {
    if (/^\d{6}$/.test(code)) return spendTotp(tx, userId, found.sealed, code, nowMs);
    if (!(await spendRecoveryCode(tx, userId, code))) return false;
    await record(tx, actor, "recovery_code_used", `user:${userId}`);
    return true;
  });
  if (isAccepted) {
    await forgiveAttempt("code", actor.userId);
    return { ok: true };
  }
  await asActor(actor, (tx) => record(tx, actor, "second_factor_refused", `user:${userId}`));
  return { ok: false, reason: "wrong" };
}

/** Uses up the code's time step, and those before it. The row decides between two who bring the same code at once. */
async function spendTotp(tx: Transaction, userId: bigint, sealed: string, code: string, nowMs: number): Promise<boolean> {
  const key = await openTotpSecret(userId, sealed);
  const step = key === null ? null : stepOfCode(key, code, nowMs);
  if (step === null) return false;
  const { count } = await tx.totpSecret.updateMany({
    where: { userId, confirmedAt: { not: null }, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}

async function spendRecoveryCode(tx: Transaction, userId: bigint, code: string): Promise<boolean> {
  const codeHash = hashOfRecoveryCode(userId, code);
  const { count } = await tx.recoveryCode.updateMany({ where: { userId, codeHash, usedAt: null }, data: { usedAt: new Date() } });
  return count === 1;
}
