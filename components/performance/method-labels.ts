import { COST_METHODS, type CostMethod } from "@/lib/engine/books";

export const METHOD_LABELS: Readonly<Record<CostMethod, string>> = {
  fifo: "First in, first out (FIFO)",
  lifo: "Last in, first out (LIFO)",
  hifo: "Highest cost first (HIFO)",
  average: "Average cost",
  specific: "Lots as chosen",
};

export const METHOD_OPTIONS = COST_METHODS.map((value) => ({ value, label: METHOD_LABELS[value] }));
