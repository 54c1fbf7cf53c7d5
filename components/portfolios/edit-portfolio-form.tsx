"use client";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { DialogActions } from "@/components/ui/dialog";
import { CloseButton } from "@/components/ui/overlay-context";
import { editPortfolioAction } from "@/lib/portfolios/actions";
import type { PortfolioSummary } from "@/lib/portfolios/schema";
import { PortfolioFields } from "./portfolio-fields";

export type EditedPortfolio = Pick<PortfolioSummary, "id" | "name" | "description">;

export function EditPortfolioForm({ id, name, description }: EditedPortfolio) {
  return (
    <ActionForm action={editPortfolioAction} className="grid gap-4">
      <input type="hidden" name="id" value={id} />
      <PortfolioFields name={name} description={description} />
      <DialogActions>
        <CloseButton />
        <SubmitButton variant="primary" pendingText="Saving">
          Save
        </SubmitButton>
      </DialogActions>
    </ActionForm>
  );
}
