/** Somebody who has signed in. Only lib/auth makes one (the brand is not exported), so an unchecked id does not compile. */
declare const signedIn: unique symbol;

export interface Actor {
  readonly [signedIn]: true;
  /** users.id as text. */
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** sessions.id: the hash of the cookie's session id. */
  readonly sessionId: string;
}
