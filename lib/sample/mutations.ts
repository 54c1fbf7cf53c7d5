import "server-only";
import { leadTo, NOT_FOUND, type Outcome } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { sealFirst } from "@/lib/credentials/mutations";
import { asActor } from "@/lib/db/as-actor";
import { commitImport } from "@/lib/imports/steps/commit";
import { stageImport } from "@/lib/imports/steps/direct";
import { cents, isoDay, priceOn, SECURITIES, tradingDays } from "./market";
import { sampleStatement } from "./statement";

const NAME = "Sample portfolio";
const PRICE_SOURCE = "file:sample-prices.csv";

/** Makes a portfolio that is marked as a sample, and imports the sample statement into it as if the person had dropped the file. */
export async function loadSample(actor: Actor): Promise<Outcome> {
  const { portfolioId, accountId, fresh } = await asActor(actor, async (tx) => {
    await tx.$queryRaw`SELECT id FROM users WHERE id = ${BigInt(actor.userId)} FOR NO KEY UPDATE`;
    const existing = await tx.samplePortfolio.findFirst({ select: { portfolioId: true } });
    if (existing) return { portfolioId: existing.portfolioId, accountId: 0n, fresh: false };
    const hasDefault = (await tx.portfolio.count({ where: { isDefault: true } })) > 0;
    const portfolio = await tx.portfolio.create({
      data: {
        userId: BigInt(actor.userId),
        name: NAME,
        description: "Invented data to look around with. Remove it whenever you like.",
        isDefault: !hasDefault,
        sample: { create: {} },
      },
      select: { id: true },
    });
    const brokerType = await tx.brokerType.findUniqueOrThrow({ where: { code: "file" }, select: { id: true } });
    const account = await tx.brokerAccount.create({
      data: { portfolioId: portfolio.id, brokerTypeId: brokerType.id, displayName: "Sample brokerage" },
      select: { id: true },
    });
    await sealFirst(tx, account.id, {});
    await record(tx, actor, "sample_loaded", `portfolio:${portfolio.id}`);
    return { portfolioId: portfolio.id, accountId: account.id, fresh: true };
  });
  if (fresh) {
    const importId = await stageImport(actor, { accountId, fileName: "sample-statement.xml", bytes: sampleStatement() });
    const written = importId === null ? NOT_FOUND : await commitImport(actor, importId);
    if (!written.ok) return written;
    await keepPrices(actor);
  }
  return leadTo(`/portfolios/${portfolioId}`);
}

/** A price for every day, of the instruments that the statement brought. */
function keepPrices(actor: Actor): Promise<number> {
  const prices = SECURITIES.flatMap((security) =>
    [...tradingDays()].map((at) => ({
      isin: security.isin,
      day: isoDay(at),
      price: cents(priceOn(security, at)),
      currency: security.currency,
    })),
  );
  return asActor(
    actor,
    (tx) => tx.$executeRaw`
      INSERT INTO prices (user_id, instrument_id, on_date, price, currency, source)
      SELECT a.user_id, a.instrument_id, p.day, p.price, p.currency, ${PRICE_SOURCE}
      FROM jsonb_to_recordset(${JSON.stringify(prices)}::jsonb) AS p (isin text, day date, price numeric, currency text)
        JOIN instrument_aliases a ON a.kind = 'isin' AND a.value = p.isin
      ON CONFLICT DO NOTHING`,
  );
}

/** Removes the sample and everything in it. No typed confirmation: nothing in it is anybody's. */
export function removeSample(actor: Actor): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    await tx.$queryRaw`SELECT id FROM users WHERE id = ${BigInt(actor.userId)} FOR NO KEY UPDATE`;
    const sample = await tx.samplePortfolio.findFirst({ select: { portfolioId: true, portfolio: { select: { isDefault: true } } } });
    if (!sample) return NOT_FOUND;
    await tx.portfolio.delete({ where: { id: sample.portfolioId }, select: { id: true } });
    await tx.price.deleteMany({ where: { source: PRICE_SOURCE } });
    await record(tx, actor, "sample_removed", `portfolio:${sample.portfolioId}`);
    if (sample.portfolio.isDefault) {
      const next = await tx.portfolio.findFirst({ where: { active: true }, orderBy: { id: "asc" }, select: { id: true } });
      if (next) await tx.portfolio.update({ where: { id: next.id }, data: { isDefault: true }, select: { id: true } });
    }
    return leadTo("/portfolios");
  });
}
