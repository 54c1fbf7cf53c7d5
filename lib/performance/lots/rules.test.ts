import { describe, expect, it } from "vitest";
import type { CostMethod } from "@/lib/engine/books";
import { LedgerFold } from "@/lib/engine/fold";
import type { LedgerRow } from "@/lib/engine/ledger-row";
import { decimal } from "@/lib/money/decimal";
import { transactionFormSchema } from "@/lib/transactions/form-schema";
import { draftFromForm } from "@/lib/transactions/rules";
import { choiceErrors, mayClose, saleLots } from "./rules";
import { chooseLotsSchema } from "./schema";
