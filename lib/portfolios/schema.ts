import { z } from "zod";
import { rowIdSchema } from "@/lib/db/row-id";
import { lineSchema, textSchema } from "@/lib/text/schema";

export const portfolioSchema = z.object({ name: lineSchema("a name", 200), description: textSchema(2000) });
export const portfolioIdSchema = z.object({ id: rowIdSchema });
export const editPortfolioSchema = portfolioSchema.extend(portfolioIdSchema.shape);
export const deletePortfolioSchema = portfolioIdSchema.extend({ confirmation: z.string() });

/** Money in one currency: portfolios hold several, and nothing here converts between them. */
export interface CurrencyAmount {
  currency: string;
  amount: string;
}

export interface PortfolioSummary {
  id: string;
  name: string;
  description: string;
  active: boolean;
  isDefault: boolean;
  isSample: boolean;
  accounts: number;
  /** Market value of the current holdings, per currency. */
  value: CurrencyAmount[];
  /** Holdings that have no market value and are not part of `value`. */
  unvalued: number;
}

/** What goes with a portfolio when it is deleted. */
export interface PortfolioContents {
  accounts: number;
  holdings: number;
  transactions: number;
}
