import { type BrokerManifest, credentialInputName } from "@/lib/brokers/manifest";

/** One input of a credentials form, as plain data: a manifest's patterns stay on the server. */
export interface CredentialInput {
  /** The field's name in the manifest, by which its masked hint is known. */
  field: string;
  /** The name of the form's input. */
  name: string;
  label: string;
  help: string;
  secret: boolean;
  optional: boolean;
  multiline: boolean;
  /** One of these. */
  options?: readonly { value: string; label: string }[];
}

/** The inputs of a broker's credentials, in the manifest's order. */
export function credentialInputs(manifest: BrokerManifest): CredentialInput[] {
  return manifest.fields.map((field) => ({
    field: field.name,
    name: credentialInputName(field),
    label: field.label,
    help: field.help,
    secret: field.secret,
    optional: field.optional ?? false,
    multiline: field.multiline ?? false,
    ...(field.options ? { options: Object.entries(field.options).map(([value, label]) => ({ value, label })) } : {}),
  }));
}
