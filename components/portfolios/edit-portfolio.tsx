import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { CloseButton } from "@/components/ui/overlay-context";
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
      <ActionForm action={editPortfolioAction} className="grid gap-4">
        <input type="hidden" name="id" value={portfolio.id} />
        <PortfolioFields name={portfolio.name} description={portfolio.description} />
        <DialogActions>
          <CloseButton />
          <SubmitButton variant="primary" pendingText="Saving">
            Save
          </SubmitButton>
        </DialogActions>
      </ActionForm>
    </Dialog>
  );
}
