import { type CredentialInput, credentialInputs } from "@/components/credentials/credential-input";
import type { BrokerManifest } from "@/lib/brokers/manifest";

/** A broker that can be chosen, as plain data. */
export interface BrokerOption {
  code: string;
  name: string;
  description: string;
  setup: readonly string[];
  credentials: readonly CredentialInput[];
}

/** The manifests under the names that the database knows their brokers by; those that it doesn't know can't be linked. */
export function brokerOptions(manifests: readonly BrokerManifest[], names: ReadonlyMap<string, string>): BrokerOption[] {
  return manifests.flatMap((manifest) => {
    const name = names.get(manifest.code);
    if (name === undefined) return [];
    return [
      { code: manifest.code, name, description: manifest.description, setup: manifest.setup, credentials: credentialInputs(manifest) },
    ];
  });
}
