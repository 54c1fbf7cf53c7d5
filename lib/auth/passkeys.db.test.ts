import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { proveByPasskey, removePasskey, renamePasskey } from "@/lib/passkeys/mutations";
import { listPasskeys } from "@/lib/passkeys/queries";
import { type Person, type TestDatabase, testDatabase } from "@/test/database";
import { askForPasskey, personOfPasskey } from "./passkey-ceremony";
import { inBrowser, inSession } from "./passkey-challenge";
import { hasRecentSignIn } from "./recent-sign-in";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest();

interface Device {
  id: string;
  handle: string;
  key: KeyObject;
}

/** A device with a passkey of this person's: what an authenticator does, in software. */
async function device(person: Person): Promise<Device> {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const coordinate = (label: number, value: string) => Buffer.concat([Buffer.from([label, 0x58, 32]), Buffer.from(value, "base64url")]);
  // COSE: EC2 (1: 2), ES256 (3: -7), P-256 (-1: 1).
  const cose = Buffer.concat([Buffer.from("a5010203262001", "hex"), coordinate(0x21, x), coordinate(0x22, y)]);
  const made = { id: randomBytes(16).toString("base64url"), handle: randomBytes(32).toString("base64url"), key: privateKey };
  await db.owner.query("INSERT INTO passkeys (user_id, credential_id, user_handle, public_key, name) VALUES ($1, $2, $3, $4, 'Phone')", [
    person.actor.userId,
    made.id,
    made.handle,
    cose,
  ]);
  return made;
}

interface Signing {
  counter?: number;
  origin?: string;
  handle?: string;
  id?: string;
  /** Whether the device checked who holds it. */
  verified?: boolean;
}

function answerTo(challenge: string, { id, handle, key }: Device, signing: Signing = {}) {
  const { counter = 0, origin = "http://localhost:3000", verified = true } = signing;
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  const authenticatorData = Buffer.concat([sha256("localhost"), Buffer.from([verified ? 0x05 : 0x01]), count]);
  const clientData = Buffer.from(JSON.stringify({ type: "webauthn.get", challenge, origin, crossOrigin: false }));
  const signature = sign("sha256", Buffer.concat([authenticatorData, sha256(clientData)]), key);
  return {
    id: signing.id ?? id,
    rawId: signing.id ?? id,
    type: "public-key",
    clientExtensionResults: {},
    response: {
      clientDataJSON: clientData.toString("base64url"),
      authenticatorData: authenticatorData.toString("base64url"),
      signature: signature.toString("base64url"),
      userHandle: signing.handle ?? handle,
    },
  };
}

let browsers = 0;
async function asked(): Promise<{ browser: string; challenge: string }> {
  browsers += 1;
  const browser = inBrowser(`browser ${browsers}`);
  return { browser, challenge: (await askForPasskey(browser)).challenge };
}

it("a passkey names its person, in the browser that was asked and once", async () => {
  const person = await db.signUp();
  const phone = await device(person);
  const { browser, challenge } = await asked();
  const answer = answerTo(challenge, phone);
  expect(await personOfPasskey(inBrowser("another browser"), answer)).toBeNull();
  expect(await personOfPasskey(browser, answer)).toBe(person.userId);
  expect(await personOfPasskey(browser, answer)).toBeNull();
});

it("of the same answer sent many times at once one is taken", async () => {
  const person = await db.signUp();
  const phone = await device(person);
  const { browser, challenge } = await asked();
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => personOfPasskey(browser, answerTo(challenge, phone))));
  expect(outcomes.filter((userId) => userId !== null)).toEqual([person.userId]);
});

it("another person's passkey id, another's handle, another origin, another challenge and an unchecked holder are refused", async () => {
  const [ada, bob] = [await db.signUp("Ada"), await db.signUp("Bob")];
  const [hers, his] = [await device(ada), await device(bob)];
  const refused: Signing[] = [
    { id: hers.id },
    { handle: hers.handle },
    { origin: "https://evil.example" },
    { verified: false },
    { id: "unknown" },
  ];
  for (const signing of refused) {
    const { browser, challenge } = await asked();
    expect(await personOfPasskey(browser, answerTo(challenge, his, signing)), JSON.stringify(signing)).toBeNull();
  }
  const { browser } = await asked();
  expect(await personOfPasskey(browser, answerTo((await asked()).challenge, his))).toBeNull();
  for (const nonsense of [null, "text", [], {}, { id: hers.id }])
    expect(await personOfPasskey((await asked()).browser, nonsense)).toBeNull();
});

it("a challenge that is too old is worth nothing", async () => {
  const phone = await device(await db.signUp());
  const { browser, challenge } = await asked();
  await db.owner.query("UPDATE passkey_challenges SET expires_at = now() - interval '1 second'");
  expect(await personOfPasskey(browser, answerTo(challenge, phone))).toBeNull();
});

it("a device that counts must have counted on: one that hasn't is a copy", async () => {
  const person = await db.signUp();
  const phone = await device(person);
  const use = async (counter: number) => {
    const { browser, challenge } = await asked();
    return personOfPasskey(browser, answerTo(challenge, phone, { counter }));
  };
  expect([await use(5), await use(6), await use(6), await use(4), await use(0), await use(7)]).toEqual([
    person.userId,
    person.userId,
    null,
    null,
    null,
    person.userId,
  ]);
});

it("a passkey is a proof in its own person's session only", async () => {
  const [ada, bob] = [await db.signUp("Ada"), await db.signUp("Bob")];
  const [hers, his] = [await device(ada), await device(bob)];
  await db.owner.query("UPDATE sessions SET confirmed_at = now() - interval '1 hour'");
  const challenge = async () => (await askForPasskey(inSession(ada.actor.sessionId, "prove"))).challenge;
  expect(await proveByPasskey(ada.actor, answerTo(await challenge(), his))).toMatchObject({ ok: false });
  expect(await hasRecentSignIn(ada.actor)).toBe(false);
  expect(await proveByPasskey(ada.actor, answerTo(await challenge(), hers))).toMatchObject({ ok: true });
  expect(await hasRecentSignIn(ada.actor)).toBe(true);
  expect(await hasRecentSignIn(bob.actor)).toBe(false);
});

it("is listed, renamed and removed by nobody else", async () => {
  const [ada, bob] = [await db.signUp("Ada"), await db.signUp("Bob")];
  await device(ada);
  const [hers] = await listPasskeys(ada.actor);
  const id = hers?.id ?? "";
  expect(await listPasskeys(bob.actor)).toEqual([]);
  expect([await renamePasskey(bob.actor, id, "Mine"), await removePasskey(bob.actor, id)]).toMatchObject([{ ok: false }, { ok: false }]);
  expect(await renamePasskey(ada.actor, id, "Old phone")).toMatchObject({ ok: true });
  expect(await listPasskeys(ada.actor)).toMatchObject([{ name: "Old phone" }]);
  expect(await removePasskey(ada.actor, id)).toMatchObject({ ok: true });
});
