"use server";
import { defineAction } from "@/lib/action/define-action";
import { createPortfolio, deletePortfolio, editPortfolio, makeDefaultPortfolio, setPortfolioActive } from "./mutations";
import { deletePortfolioSchema, editPortfolioSchema, portfolioIdSchema, portfolioSchema } from "./schema";

export const createPortfolioAction = defineAction(portfolioSchema, createPortfolio);
export const editPortfolioAction = defineAction(editPortfolioSchema, (actor, { id, ...fields }) =>
  editPortfolio(actor, BigInt(id), fields),
);
export const archivePortfolioAction = defineAction(portfolioIdSchema, (actor, { id }) => setPortfolioActive(actor, BigInt(id), false));
export const restorePortfolioAction = defineAction(portfolioIdSchema, (actor, { id }) => setPortfolioActive(actor, BigInt(id), true));
export const makeDefaultPortfolioAction = defineAction(portfolioIdSchema, (actor, { id }) => makeDefaultPortfolio(actor, BigInt(id)));
export const deletePortfolioAction = defineAction(deletePortfolioSchema, (actor, { id, confirmation }) =>
  deletePortfolio(actor, BigInt(id), confirmation),
);
