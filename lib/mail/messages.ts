/** What a message says, without whom it goes to. */
export interface Words {
  subject: string;
  text: string;
}

/** A message of paragraphs; the link, where there is one, stands on a line of its own. */
function words(subject: string, name: string, ...paragraphs: string[]): Words {
  return { subject, text: [`Hello ${name},`, ...paragraphs, "Truefolio"].join("\n\n") };
}

const NOT_YOU = "If this wasn’t you, you need do nothing.";

export const resetPassword = (name: string, link: string): Words =>
  words(
    "Choose a new password",
    name,
    "Somebody asked for a new password for your account. With this link you choose one; it works once, for an hour, and signs you out everywhere:",
    link,
    `${NOT_YOU} Your password stays as it is.`,
  );

/** Doesn't repeat the name that was typed: whoever typed it may not be who reads this. */
export const confirmSignUp = (link: string): Words =>
  words(
    "Confirm your address",
    "there",
    "With this link you confirm that this address is yours, and your account is there. It works once, for a day:",
    link,
    NOT_YOU,
  );

export const alreadySignedUp = (name: string, signIn: string, forgotten: string): Words =>
  words(
    "You have an account already",
    name,
    "Somebody tried to create an account with this address. You have one already; nothing was changed. Here you sign in:",
    signIn,
    "And if you don’t know your password any more:",
    forgotten,
    NOT_YOU,
  );

export const verifyEmail = (name: string, link: string): Words =>
  words("Confirm your address", name, "With this link you confirm that this address is yours. It works once, for a day:", link, NOT_YOU);

export const changeEmail = (link: string): Words =>
  words(
    "Confirm your new address",
    "there",
    "You want to sign in with this address from now on. With this link you confirm that it is yours; it works once, for a day:",
    link,
    NOT_YOU,
  );

export const emailChanging = (name: string, newEmail: string, forgotten: string): Words =>
  words(
    "Your address is about to change",
    name,
    `Somebody who knows your password wants to change your account’s address to ${newEmail}. That happens once the new address is confirmed.`,
    "If this wasn’t you, choose a new password now, which also stops the change:",
    forgotten,
  );

export const emailChanged = (newEmail: string): Words =>
  words(
    "Your address was changed",
    "there",
    `Your account’s address is now ${newEmail}. This one is no longer used.`,
    "If this wasn’t you, turn to whoever runs this server.",
  );
