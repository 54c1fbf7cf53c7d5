"use server";
import { defineAction } from "@/lib/action/define-action";
import { chooseProvider, fetchSoon, removeFeed, saveFeed } from "./feeds/mutations";
import { importPrices } from "./files/mutations";
import { addPrice, deletePrice, editPrice, removeSource } from "./mutations";
import {
  addPriceSchema,
  chooseProviderSchema,
  editPriceSchema,
  feedIdSchema,
  importPricesSchema,
  priceIdSchema,
  saveFeedSchema,
  sourceSchema,
} from "./schema";

export const addPriceAction = defineAction(addPriceSchema, (actor, { instrumentId, ...price }) =>
  addPrice(actor, BigInt(instrumentId), price),
);
export const editPriceAction = defineAction(editPriceSchema, (actor, { priceId, ...price }) => editPrice(actor, BigInt(priceId), price));
export const deletePriceAction = defineAction(priceIdSchema, (actor, { priceId }) => deletePrice(actor, BigInt(priceId)));
export const importPricesAction = defineAction(importPricesSchema, (actor, { instrumentId, ...file }) =>
  importPrices(actor, BigInt(instrumentId), file),
);
export const removePricesAction = defineAction(sourceSchema, (actor, { instrumentId, source }) =>
  removeSource(actor, BigInt(instrumentId), source),
);
export const saveFeedAction = defineAction(saveFeedSchema, (actor, { instrumentId, symbol }) =>
  saveFeed(actor, BigInt(instrumentId), symbol),
);
export const removeFeedAction = defineAction(feedIdSchema, (actor, { instrumentId }) => removeFeed(actor, BigInt(instrumentId)));
export const fetchFeedAction = defineAction(feedIdSchema, (actor, { instrumentId }) => fetchSoon(actor, BigInt(instrumentId)));
export const choosePriceProviderAction = defineAction(chooseProviderSchema, (actor, { provider }) => chooseProvider(actor, provider));
