const WRONG = "E-mail or password is wrong.";

/** Why somebody whom a provider has vouched for was not let in, and what the provider's own errors come down to. */
const OIDC = {
  oidcUnknown: "The other site didn’t say who you are. Try again, or sign in another way.",
  oidcEmail: "The other site has not confirmed your e-mail address, so no account was made. Confirm it there, or sign up with a password.",
  oidcTaken:
    "An account with that address, or that sign-in, is here already. Sign in to it with its password or passkey, then connect the other site in its settings.",
  oidcStale: "Nothing was connected: you signed in here a while ago. Press “Connect” in the settings once more.",
  OAuthCallback: "The other site didn’t let you in, or the way back took too long. Try again.",
  OAuthSignin: "The other site can’t be reached at the moment. Try again soon, or sign in another way.",
} as const;

/**
 * What a person reads for an error code of the sign-in: those in small letters are ours, the capitalised ones are next-auth's own and
 * arrive as `/sign-in?error=CODE`. The code comes out of an address, so an unknown one gets a sentence of ours and is never repeated.
 */
export function signInMessage(code: string): string {
  const wait = /^wait:(\d{1,6})$/.exec(code)?.[1];
  if (wait) return waitMessage(Number(wait));
  if (code === "wrong" || code === "CredentialsSignin") return WRONG;
  if (code === "away") return "Truefolio can't reach its database at the moment. Try again soon.";
  if (code === "wrongCode") return "That code doesn’t fit, or it was used already. Enter the one that the app shows now.";
  if (code === "passkey") return "That passkey isn’t known here. Sign in with your password, and add it in your settings.";
  if (code in OIDC) return OIDC[code as keyof typeof OIDC];
  if (code === "unreachable") return "The server can't be reached. Check your connection, then try again.";
  if (code === "SessionRequired") return "Sign in to see that page.";
  return "Signing in did not work. Try again; if it stays, ask whoever runs this server.";
}

function waitMessage(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return `Too many attempts. Wait ${minutes} ${minutes === 1 ? "minute" : "minutes"}, then try again.`;
}
