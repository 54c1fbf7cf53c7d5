import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { type BackupKey, fileKey } from "./key";
import { Damage } from "./problems";

/*
 * What a backup is wrapped in: the STREAM construction, as in age (age-encryption.org/v1), over AES-256-GCM.
 *
 *   header  "truefolio-backup/1\n", the key's id (16 letters), "\n", a salt of 16 bytes
 *   chunks  of 64 KiB of plaintext, the last one shorter or as long; each as ciphertext and a tag of 16 bytes
 *
 * The key is HKDF-SHA-256 of the backup key with the salt, so of this file alone. The nonce of a chunk is its number (11 bytes, big endian)
 * and one byte that is 1 for the last chunk; the header is authenticated with every chunk. So a chunk that is changed, moved, left out, or
 * of another file doesn't open, and neither does a file that ends early or goes on too long.
 */
const MAGIC = "truefolio-backup/1\n";
const ID_LENGTH = 16;
const SALT_LENGTH = 16;
const HEADER_LENGTH = MAGIC.length + ID_LENGTH + 1 + SALT_LENGTH;
const CHUNK = 64 * 1024;
const TAG = 16;

function nonce(number: number, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64BE(BigInt(number), 3);
  bytes[11] = isLast ? 1 : 0;
  return bytes;
}

/** Encrypts a stream, for `pipeline`. */
export function seal(key: BackupKey) {
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const salt = randomBytes(SALT_LENGTH);
    const header = Buffer.concat([Buffer.from(`${MAGIC}${key.id}\n`), salt]);
    const secret = fileKey(key, salt);
    yield header;
    const sealChunk = (number: number, isLast: boolean, plain: Buffer): Buffer => {
      const cipher = createCipheriv("aes-256-gcm", secret, nonce(number, isLast)).setAAD(header);
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    };
    let number = 0;
    for await (const { bytes, isLast } of inPieces(source, CHUNK)) yield sealChunk(number++, isLast, bytes);
  };
}

/**
 * Decrypts a stream, for `pipeline`.
 * @throws {Damage} at the first chunk that is not as it was written: what came before is
 */
export function unseal(key: BackupKey) {
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let header: Buffer | null = null;
    let secret: Buffer = Buffer.alloc(0);
    let number = 0;
    for await (const { bytes, isLast } of inPieces(source, CHUNK + TAG, HEADER_LENGTH)) {
      if (header === null) {
        header = checkedHeader(bytes, key);
        secret = fileKey(key, header.subarray(-SALT_LENGTH));
        if (isLast) throw new Damage("it ends after its first line");
        continue;
      }
      if (bytes.length < TAG) throw new Damage("it is cut off");
      const decipher = createDecipheriv("aes-256-gcm", secret, nonce(number, isLast), { authTagLength: TAG });
      decipher.setAAD(header).setAuthTag(bytes.subarray(-TAG));
      const plain = decipher.update(bytes.subarray(0, -TAG));
      try {
        decipher.final();
      } catch {
        throw new Damage(isLast ? "its end is missing or changed" : `it was changed about ${Math.round((number * CHUNK) / 1024)} kB in`);
      }
      number += 1;
      yield plain;
    }
  };
}

function checkedHeader(header: Buffer, key: BackupKey): Buffer {
  const text = header.toString("latin1");
  if (!text.startsWith("truefolio-backup/")) throw new Damage("it is no backup of Truefolio's, or its beginning is damaged");
  if (header.length < HEADER_LENGTH) throw new Damage("it is cut off");
  if (!text.startsWith(MAGIC)) throw new Damage("it is of a newer form than this version of Truefolio reads, or its beginning is damaged");
  const id = text.slice(MAGIC.length, MAGIC.length + ID_LENGTH);
  if (id !== key.id)
    throw new Damage(`it was encrypted with another key (${/^[0-9a-f]+$/.test(id) ? id : "unreadable"}; the one here is ${key.id})`);
  return header;
}

/** Pieces of `size` bytes, after one of `first` where that is given; the last one has what is left. There is always a last one, if an empty one. */
async function* inPieces(source: AsyncIterable<Buffer>, size: number, first = size): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
  let wanted = first;
  let held: Buffer[] = [];
  let length = 0;
  for await (const part of source) {
    held.push(part);
    length += part.length;
    if (length <= wanted) continue;
    let all = Buffer.concat(held, length);
    // What is exactly as long as a piece is kept back: it may be the last one.
    while (all.length > wanted) {
      yield { bytes: all.subarray(0, wanted), isLast: false };
      all = all.subarray(wanted);
      wanted = size;
    }
    held = [all];
    length = all.length;
  }
  yield { bytes: Buffer.concat(held, length), isLast: true };
}
