import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { CloseButton } from "@/components/ui/overlay-context";
import { createPortfolioAction } from "@/lib/portfolios/actions";
import { PortfolioFields } from "./portfolio-fields";

export function NewPortfolio() {
  return (
    <Dialog
      trigger={{ label: "New portfolio", variant: "primary", icon: <Icon name="plus" /> }}
      title="New portfolio"
      description="A portfolio keeps accounts together: your own, a child’s, the pension."
    >
      <ActionForm action={createPortfolioAction} className="grid gap-4">
        <PortfolioFields />
        <DialogActions>
          <CloseButton />
          <SubmitButton variant="primary" pendingText="Creating">
            Create portfolio
          </SubmitButton>
        </DialogActions>
      </ActionForm>
    </Dialog>
  );
}
