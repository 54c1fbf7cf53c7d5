import { z } from "zod";

/** One field of a broker's credentials form. Everything else (form, validation, masking, help) follows from it. */
export interface CredentialField {
  name: string;
  label: string;
  help: string;
  /** Typed hidden, and only ever shown as a masked tail. Fields that are not secret are sealed all the same. */
  secret: boolean;
  pattern: RegExp;
  /** What the pattern wants, in words: `Expected digits only, such as …`. */
  expected: string;
}

export interface BrokerManifest {
  /** broker_types.code */
  code: string;
  /** What this choice means for the person who links an account. */
  description: string;
  fields: readonly CredentialField[];
  /** How to get the credentials, step by step. */
  setup: readonly string[];
}

/** The names of the fields in forms: `credential.token`. The prefix keeps them out of everything that is echoed. */
export const credentialInputName = (field: CredentialField) => `credential.${field.name}`;

const LONGEST_SECRET = 10_000;

/**
 * The schema of a broker's credentials as a form sends them. With `blankKeeps`, an empty field means "as it is" and is left out of the
 * result; otherwise every field is required.
 */
export function credentialsSchema(manifest: BrokerManifest, { blankKeeps }: { blankKeeps: boolean }) {
  const field = ({ pattern, expected, label }: CredentialField) => {
    const text = z.string().trim().max(LONGEST_SECRET, "Too long to be a credential.");
    return blankKeeps
      ? text.refine((value) => value === "" || pattern.test(value), expected).default("")
      : text.min(1, `Enter the ${label.toLowerCase()}.`).refine((value) => pattern.test(value), expected);
  };
  return z
    .object(Object.fromEntries(manifest.fields.map((each) => [credentialInputName(each), field(each)])))
    .transform(
      (values): Record<string, string> =>
        Object.fromEntries(
          manifest.fields.map((each) => [each.name, String(values[credentialInputName(each)] ?? "")]).filter(([, value]) => value !== ""),
        ),
    );
}
