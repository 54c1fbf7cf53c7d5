import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import type { AccountSummary } from "@/lib/accounts/schema";
import type { ImportStatementView } from "@/lib/imports/schema";
import { currentChoice, targetChoices } from "./target-choices";
import { TargetForm } from "./target-form";
import { counted } from "./wording";

interface StatementTargetsProps {
  importId: string;
  statements: readonly ImportStatementView[];
  here: AccountSummary;
  /** All accounts of the person. */
  accounts: readonly AccountSummary[];
}

/** The accounts that a file speaks of, and where the rows of each go. What is not decided stands out: nothing is imported before. */
export function StatementTargets({ importId, statements, here, accounts }: StatementTargetsProps) {
  return (
    <Card
      title={statements.length === 1 ? "Where the rows go" : `Where the rows go: ${counted(statements.length, "account")} in this file`}
      flush
    >
      <ul className="divide-y divide-line">
        {statements.map((statement) => (
          <li key={statement.id} className="px-4 py-3 md:px-5">
            {statement.decision === "undecided" ? (
              <Undecided part={statements.length > 1} importId={importId} statement={statement} here={here} accounts={accounts} />
            ) : (
              <Decided importId={importId} statement={statement} here={here} accounts={accounts} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface StatementProps extends Omit<StatementTargetsProps, "statements"> {
  statement: ImportStatementView;
}

function Undecided({ part, ...props }: StatementProps & { part: boolean }) {
  const { statement, here } = props;
  const what = part ? "Part of this file" : "This file";
  const whose = statement.externalAccountId ? `is of account ${statement.externalAccountId}` : "names no account";
  const thisAccount = here.externalAccountId ? `this account is ${here.externalAccountId}` : `${here.displayName} has no account number`;
  return (
    <Alert tone="warning" title={`${what} ${whose}; ${thisAccount}.`}>
      <Content statement={statement} />
      <div className="mt-2">
        <Choose {...props} />
      </div>
    </Alert>
  );
}

function Decided(props: StatementProps) {
  const { statement } = props;
  return (
    <>
      <p>
        {statement.externalAccountId ? (
          <>
            The rows of <span className="font-medium">{statement.externalAccountId}</span>
          </>
        ) : (
          "The rows"
        )}{" "}
        {statement.decision === "skip" ? (
          "are left out."
        ) : (
          <>
            go to <span className="font-medium">{statement.target?.displayName ?? "an account that is gone"}</span>.
          </>
        )}
      </p>
      <Content statement={statement} />
      <details className="mt-1">
        <summary className="w-fit cursor-pointer py-1 text-accent-ink">Change</summary>
        <div className="pt-2">
          <Choose {...props} />
        </div>
      </details>
    </>
  );
}

function Content({ statement }: { statement: ImportStatementView }) {
  const parts = [
    counted(statement.transactions, "transaction"),
    ...(statement.positions > 0 ? [counted(statement.positions, "position")] : []),
  ];
  return (
    <p className="tabular text-muted">
      {[statement.externalAccountId ? statement.name : "", statement.currency, ...parts].filter(Boolean).join(", ")}
    </p>
  );
}

function Choose({ importId, statement, here, accounts }: StatementProps) {
  return (
    <TargetForm
      // A new choice is a new form: what was chosen before must not linger in it.
      key={currentChoice(statement)}
      importId={importId}
      statementId={statement.id}
      label={statement.externalAccountId ? `Where the rows of ${statement.externalAccountId} go` : "Where these rows go"}
      choices={targetChoices(here, accounts)}
      current={currentChoice(statement)}
    />
  );
}
