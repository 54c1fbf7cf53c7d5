"use client";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { chooseVersionsAction } from "@/lib/imports/actions";
import type { CHOOSABLE, ChoiceCounts, Version } from "@/lib/imports/preview-schema";
import { versionCounts } from "./import-effect";
import { counted } from "./wording";

type Choosable = (typeof CHOOSABLE)[number];

interface VersionSummaryProps {
  importId: string;
  choices: ChoiceCounts;
  onChosen: (outcome: Choosable, version: Version) => void;
}

const WHY: Readonly<Record<Choosable, string>> = {
  changed: "the broker corrected, and you never touched",
  kept: "you edited or deleted",
};

/** How the choices between two versions stand, and one choice for all rows alike. */
export function VersionSummary({ importId, choices, onChosen }: VersionSummaryProps) {
  const outcomes = (["changed", "kept"] as const).filter((outcome) => choices[outcome] > 0);
  if (outcomes.length === 0) return null;
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {outcomes.map((outcome) => (
        <ChooseAll key={outcome} importId={importId} outcome={outcome} choices={choices} onChosen={onChosen} />
      ))}
    </ul>
  );
}

function ChooseAll({ importId, outcome, choices, onChosen }: VersionSummaryProps & { outcome: Choosable }) {
  const { run, pending } = useAction(chooseVersionsAction);
  const total = choices[outcome];
  const { file, mine } = versionCounts(choices, outcome);

  async function choose(choice: Version): Promise<void> {
    const state = await run({ importId, outcome, choice });
    if (state?.status === "ok") onChosen(outcome, choice);
  }

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
      <p className="min-w-0 flex-1 basis-64">
        <span className="font-medium">{counted(total, "row")}</span> {WHY[outcome]}: <span className="tabular">{standing(file, mine)}</span>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button variant="secondary" size="sm" pending={pending} disabled={mine === total} onClick={() => choose("mine")}>
          Keep all of yours
        </Button>
        <Button variant="secondary" size="sm" pending={pending} disabled={file === total} onClick={() => choose("file")}>
          Take all of the file's
        </Button>
      </div>
    </li>
  );
}

function standing(file: number, mine: number): string {
  if (mine === 0) return file === 1 ? "it takes the file's version." : "all take the file's version.";
  if (file === 0) return mine === 1 ? "it stays yours." : "all stay yours.";
  return `${counted(file, "takes the file's version", "take the file's version")}, ${counted(mine, "stays yours", "stay yours")}.`;
}
