import "server-only";
import { credentialKeys } from "@/lib/crypto/keys";
import { keyOfUserSecret, openUserSecret, sealUserSecret } from "@/lib/crypto/seal-user-secret";

/** Seals the secret of an authenticator app (base32) as credentials are sealed, under the same keys, for this person alone. */
export const sealTotpSecret = (userId: bigint, secret: string): Promise<string> => sealUserSecret("totp", userId, secret);

/** Null when it doesn't open: its key is gone, or it is not this person's. A recovery code then is the way in. */
export const openTotpSecret = (userId: bigint, sealed: string): Promise<string | null> => openUserSecret("totp", userId, sealed);

/** Whether the key that it is sealed under is here; nothing is opened for it. */
export const isTotpKeyHere = (sealed: string): boolean => credentialKeys().some(({ id }) => id === keyOfUserSecret(sealed));
