import { counted } from "@/components/imports/wording";
import { SettingsSection } from "@/components/users/settings-section";
import { importMappingAction } from "@/lib/mappings/actions";
import type { SavedMapping } from "@/lib/mappings/schema";
import { MappingFileInput } from "./mapping-file";
import { SavedMappingActions } from "./saved-mapping-actions";

/** The mappings that a person has saved: how files of nobody's format are recognised. */
export function MappingSettings({ mappings }: { mappings: readonly SavedMapping[] }) {
  return (
    <SettingsSection
      id="mappings"
      title="Import mappings"
      description="How tables that no format knows are read. Found again by their header."
    >
      {mappings.length === 0 ? (
        <p className="text-muted">
          None yet. When you import a table that Truefolio doesn’t know, you say what its columns are, and can keep that under a name.
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {mappings.map((mapping) => (
            <li key={mapping.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
              <div className="min-w-0">
                <p className="font-medium break-words">{mapping.name}</p>
                <p className="text-xs text-muted">
                  {mapping.kind === "holdings" ? "Positions" : "Transactions"}, {counted(mapping.columns.length, "column")}
                </p>
              </div>
              <SavedMappingActions mapping={mapping} />
            </li>
          ))}
        </ul>
      )}
      <MappingFileInput label="Import mapping file" action={importMappingAction} />
    </SettingsSection>
  );
}
