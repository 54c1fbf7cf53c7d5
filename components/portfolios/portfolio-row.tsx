import type { Route } from "next";
import Link from "next/link";
import type { PortfolioSummary } from "@/lib/portfolios/schema";
import { Amounts } from "./amounts";
import { count } from "./count";
import { PortfolioBadges } from "./portfolio-badges";
import { PortfolioMenu } from "./portfolio-menu";

interface PortfolioRowProps {
  portfolio: PortfolioSummary;
  baseCurrency: string;
  locale: string;
}

export function PortfolioRow({ portfolio, baseCurrency, locale }: PortfolioRowProps) {
  return (
    <li className="relative grid grid-cols-[1fr_auto] gap-x-4 gap-y-3 p-4 hover:bg-sunken/60 sm:grid-cols-[1fr_auto_auto] sm:px-5">
      <div className="grid min-w-0 content-start gap-1">
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="font-semibold break-words">
            {/* The whole row leads to the portfolio; the menu lies above it. */}
            <Link href={`/portfolios/${portfolio.id}` as Route} className="after:absolute after:inset-0">
              {portfolio.name}
            </Link>
          </h2>
          <PortfolioBadges portfolio={portfolio} />
        </div>
        {portfolio.description ? <p className="line-clamp-2 break-words text-muted">{portfolio.description}</p> : null}
        <p className="text-muted">{portfolio.accounts === 0 ? "No accounts yet" : count(portfolio.accounts, "account")}</p>
      </div>
      {portfolio.accounts > 0 ? (
        <div className="col-span-2 row-start-2 sm:col-span-1 sm:row-start-auto sm:text-right">
          <Amounts
            portfolioId={portfolio.id}
            value={portfolio.value}
            unvalued={portfolio.unvalued}
            baseCurrency={baseCurrency}
            locale={locale}
          />
        </div>
      ) : null}
      <div className="relative z-10 -my-1 col-start-2 row-start-1 sm:col-start-3">
        <PortfolioMenu portfolio={portfolio} />
      </div>
    </li>
  );
}
