"use client";
import { counted } from "@/components/imports/wording";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Analysis, ColumnReport, Word } from "@/lib/formats/mapped/analyse";
import type { Mapping } from "@/lib/formats/mapped/mapping";
import { meaningLabel, ROW_MEANINGS, type RowMeaning } from "@/lib/formats/mapped/meanings";
import { ASSET_TYPE_LABELS, ASSET_TYPES, type AssetType } from "@/lib/instruments/asset-types";
import { columnOf, withAccount, withAssetType, withMeaning } from "./mapping-edits";
import type { EditMapping } from "./use-mapping";

interface WordsCardProps {
  analysis: Analysis;
  mapping: Mapping;
  edit: EditMapping;
}

const MEANINGS = ROW_MEANINGS.map((meaning) => ({ value: meaning, label: meaningLabel(meaning) }));
const ASSETS = ASSET_TYPES.map((type) => ({ value: type, label: ASSET_TYPE_LABELS[type] }));

/** What the words of the file mean: kinds of rows, kinds of instruments, accounts. */
export function WordsCard({ analysis, mapping, edit }: WordsCardProps) {
  const [types, assets, accounts] = (["type", "assetType", "account"] as const).map((field) => columnOf(mapping, analysis, field));
  const meanings = new Map(mapping.types.map(({ word, meaning }) => [word, meaning]));
  const assetTypes = new Map(mapping.assetTypes.map(({ word, assetType }) => [word, assetType]));
  const names = new Map(mapping.accounts.map(({ word, account }) => [word, account]));
  return (
    <>
      {types && (
        <WordList
          title={`Words of “${types.title}”`}
          description="What each kind of row is. Rows whose word means nothing here are refused, and listed."
          column={types}
        >
          {(word) => (
            <Meaning
              label={`What “${word.text}” means`}
              value={meanings.get(word.text) ?? ""}
              none="Not said: refused"
              suggested={word.meaning}
              options={MEANINGS}
              onChoose={(value) => edit((now) => withMeaning(now, word.text, value === "" ? null : (value as RowMeaning)))}
            />
          )}
        </WordList>
      )}
      {assets && (
        <WordList title={`Words of “${assets.title}”`} description="What kind of instrument each is." column={assets}>
          {(word) => (
            <Meaning
              label={`What “${word.text}” is`}
              value={assetTypes.get(word.text) ?? ""}
              none="Other"
              suggested={word.assetType}
              options={ASSETS}
              onChoose={(value) => edit((now) => withAssetType(now, word.text, value === "" ? null : (value as AssetType)))}
            />
          )}
        </WordList>
      )}
      {accounts && (
        <WordList
          title={`Accounts in “${accounts.title}”`}
          description="Each goes to the account of yours with this number; the preview asks where there is none."
          column={accounts}
        >
          {(word) => (
            <Input
              aria-label={`Number of the account “${word.text}”`}
              defaultValue={names.get(word.text) ?? word.text}
              maxLength={100}
              onChange={(event) => edit((now) => withAccount(now, word.text, event.target.value.trim()))}
            />
          )}
        </WordList>
      )}
    </>
  );
}

interface WordListProps {
  title: string;
  description: string;
  column: ColumnReport;
  children: (word: Word) => React.ReactNode;
}

function WordList({ title, description, column, children }: WordListProps) {
  return (
    <Card title={title} description={description} flush>
      {column.words === null ? (
        <p className="p-4 text-muted md:px-5">
          This column has too many different cells to be words of a few kinds. Choose another one above.
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {column.words.map((word) => (
            <li
              key={word.text}
              className="grid items-center gap-x-6 gap-y-1.5 px-4 py-2 md:grid-cols-[minmax(0,1fr)_minmax(16rem,22rem)] md:px-5"
            >
              <p className="min-w-0 break-words">
                <span className="font-medium">{word.text}</span> <span className="text-xs text-muted">{counted(word.count, "row")}</span>
              </p>
              {children(word)}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

interface MeaningProps {
  label: string;
  value: string;
  /** What it is where nothing is chosen. */
  none: string;
  suggested: { meaning: string; confidence: string } | null;
  options: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
}

function Meaning({ label, value, none, suggested, options, onChoose }: MeaningProps) {
  const isGuess = value !== "" && suggested?.meaning === value && suggested.confidence !== "sure";
  return (
    <div className="flex min-w-0 items-center gap-2">
      <Select className="min-w-0 flex-1" aria-label={label} value={value} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{none}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
      {isGuess && <Badge tone="warning">Please check</Badge>}
    </div>
  );
}
