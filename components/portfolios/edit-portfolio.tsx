"use client";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { editPortfolioAction } from "@/lib/portfolios/actions";
import type { PortfolioSummary } from "@/lib/portfolios/schema";
import { PortfolioFields } from "./portfolio-fields";

interface EditPortfolioProps {
  portfolio: Pick<PortfolioSummary, "id" | "name" | "description">;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function EditPortfolio({ portfolio, open, onOpenChange }: EditPortfolioProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Edit portfolio">
      <ActionForm action={editPortfolioAction} onSuccess={() => onOpenChange(false)} className="grid gap-4">
        <input type="hidden" name="id" value={portfolio.id} />
        <PortfolioFields name={portfolio.name} description={portfolio.description} />
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton pendingText="Saving">Save</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}
