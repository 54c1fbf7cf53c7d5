import { type CredentialInput, credentialInputs } from "@/components/credentials/credential-input";
import type { BrokerManifest } from "@/lib/brokers/manifest";

/** A broker that can be chosen, as plain data. */
export interface BrokerOption {
  code: string;
  name: string;
  description: string;
  setup: readonly string[];
  credentials: readonly CredentialInput[];
  brings: readonly string[];
  regions: readonly string[];
  /** The key can be tried out before the account is linked. */
  canTest: boolean;
}

/** The manifests under the names that the database knows their brokers by; those that it doesn't know can't be linked. */
export function brokerOptions(manifests: readonly BrokerManifest[], names: ReadonlyMap<string, string>): BrokerOption[] {
  return manifests.flatMap((manifest) => {
    const name = names.get(manifest.code);
    if (name === undefined) return [];
    const { code, description, setup, brings, regions, access, sync } = manifest;
    const canTest = access === "key" && sync !== undefined && !sync.keyIsUsedUp;
    return [{ code, name, description, setup, brings, regions, canTest, credentials: credentialInputs(manifest) }];
  });
}

/** Those whose name, place or kind of data has all the words that were typed. */
export function matching(options: readonly BrokerOption[], search: string): BrokerOption[] {
  const words = search.toLocaleLowerCase("en").split(/\s+/).filter(Boolean);
  return options.filter((option) => {
    const text = [option.name, option.description, ...option.regions, ...option.brings].join(" ").toLocaleLowerCase("en");
    return words.every((word) => text.includes(word));
  });
}
