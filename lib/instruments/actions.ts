"use server";
import { z } from "zod";
import { defineAction } from "@/lib/action/define-action";
import {
  addAlias,
  changeSymbol,
  createInstrument,
  editInstrument,
  findInstruments,
  mergeInstruments,
  nameSymbols,
  removeAlias,
  undoMerge,
} from "./mutations";
import {
  addAliasSchema,
  aliasIdSchema,
  changeSymbolSchema,
  createInstrumentSchema,
  editInstrumentSchema,
  instrumentIdSchema,
  mergeInstrumentsSchema,
  nameSymbolsSchema,
} from "./schema";

export const createInstrumentAction = defineAction(createInstrumentSchema, createInstrument);
export const editInstrumentAction = defineAction(editInstrumentSchema, (actor, { instrumentId, ...fields }) =>
  editInstrument(actor, BigInt(instrumentId), fields),
);
export const mergeInstrumentsAction = defineAction(mergeInstrumentsSchema, (actor, { instrumentId, otherId }) =>
  mergeInstruments(actor, BigInt(instrumentId), BigInt(otherId)),
);
export const undoMergeAction = defineAction(instrumentIdSchema, (actor, { instrumentId }) => undoMerge(actor, BigInt(instrumentId)));
export const changeSymbolAction = defineAction(changeSymbolSchema, (actor, { instrumentId, ...fields }) =>
  changeSymbol(actor, BigInt(instrumentId), fields),
);
export const addAliasAction = defineAction(addAliasSchema, (actor, { instrumentId, ...fields }) =>
  addAlias(actor, BigInt(instrumentId), fields),
);
export const removeAliasAction = defineAction(aliasIdSchema, (actor, { aliasId }) => removeAlias(actor, BigInt(aliasId)));
export const findInstrumentsAction = defineAction(z.object({}), findInstruments);
export const nameSymbolsAction = defineAction(nameSymbolsSchema, (actor, { importId, symbols }) =>
  nameSymbols(actor, BigInt(importId), symbols),
);
