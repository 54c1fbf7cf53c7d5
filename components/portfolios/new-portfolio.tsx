"use client";
import { useState } from "react";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { createPortfolioAction } from "@/lib/portfolios/actions";
import { PortfolioFields } from "./portfolio-fields";

export function NewPortfolio() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>New portfolio</Button>
      <Dialog open={open} onOpenChange={setOpen} title="New portfolio" description="Portfolios keep accounts together: yours, a child's, the pension.">
        <ActionForm action={createPortfolioAction} onSuccess={() => setOpen(false)} className="grid gap-4">
          <PortfolioFields />
          <div className="flex justify-end gap-2">
            <Button variant="ghost" onClick={() => setOpen(false)}>Cancel</Button>
            <SubmitButton pendingText="Creating">Create portfolio</SubmitButton>
          </div>
        </ActionForm>
      </Dialog>
    </>
  );
}
