"use client";
import { lazy } from "react";
import { Dialog } from "@/components/ui/dialog";
import type { EditedPortfolio } from "./edit-portfolio-form";

const EditPortfolioForm = lazy(() => import("./edit-portfolio-form").then((module) => ({ default: module.EditPortfolioForm })));

interface EditPortfolioProps {
  portfolio: EditedPortfolio;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function EditPortfolio({ portfolio, open, onOpenChange }: EditPortfolioProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Edit portfolio">
      <EditPortfolioForm id={portfolio.id} name={portfolio.name} description={portfolio.description} />
    </Dialog>
  );
}
