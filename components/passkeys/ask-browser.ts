import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";

/** What the browser answered, as JSON for the server; or why there is none, for the person. */
export type BrowserAnswer = { answer: string } | { refusal: string };

const NO_SUPPORT = "This browser can’t use passkeys here.";

/** The library is fetched when a passkey is first used: most pages never do. */
async function ask(
  work: (library: typeof import("@simplewebauthn/browser")) => Promise<unknown>,
  cancelled: string,
): Promise<BrowserAnswer> {
  const library = await import("@simplewebauthn/browser");
  if (!library.browserSupportsWebAuthn()) return { refusal: NO_SUPPORT };
  try {
    return { answer: JSON.stringify(await work(library)) };
  } catch (error) {
    // Browsers say with NotAllowedError that the person closed the question, let it run out, or has nothing that fits: which, they don't tell.
    const name = error instanceof Error ? error.name : "";
    if (name === "InvalidStateError") return { refusal: "A passkey for you is on this device already." };
    return { refusal: name === "SecurityError" ? NO_SUPPORT : cancelled };
  }
}

/** Lets the browser make a passkey. */
export const makePasskey = (optionsJSON: PublicKeyCredentialCreationOptionsJSON): Promise<BrowserAnswer> =>
  ask(
    ({ startRegistration }) => startRegistration({ optionsJSON }),
    "No passkey was made: the browser’s question was closed, or it took too long.",
  );

/** Lets the browser sign with a passkey that it has. */
export const signWithPasskey = (optionsJSON: PublicKeyCredentialRequestOptionsJSON): Promise<BrowserAnswer> =>
  ask(
    ({ startAuthentication }) => startAuthentication({ optionsJSON }),
    "No passkey was used: the browser’s question was closed, or it has none for this site.",
  );
