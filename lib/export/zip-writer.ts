import "server-only";
import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { crc32, createDeflateRaw } from "node:zlib";
import { Zip, type ZipInputFile } from "fflate";

/** What a zip without its 64-bit extension can say of a length. */
const MAX_BYTES = 0xffff_ffff;
const DEFLATED = 8;
/** About half of the time of the best, for a tenth more. */
const LEVEL = 4;

/** What became of a file in the archive. */
export interface WrittenFile {
  path: string;
  /** Of the file itself, not as it is packed. */
  bytes: number;
  /** In hex. */
  sha256: string;
}

/**
 * Writes a zip as it goes: nothing waits in memory but the piece in hand. The container is fflate's; Node packs, outside of the thread that
 * answers everybody else.
 */
export class ZipWriter {
  private readonly zip: Zip;
  private ready: Uint8Array[] = [];
  private length = 0;

  /** @param sink takes a piece of the archive; the next one is made when it has resolved */
  constructor(private readonly sink: (piece: Uint8Array) => Promise<void>) {
    this.zip = new Zip((error, piece) => {
      if (error) throw error;
      this.ready.push(piece);
    });
  }

  /** Adds a file of the parts that come, one file after the other. */
  async add(path: string, parts: AsyncIterable<string | Uint8Array>): Promise<WrittenFile> {
    const entry: ZipInputFile & { size: number; crc: number } = { filename: path, size: 0, crc: 0, compression: DEFLATED };
    const digest = createHash("sha256");
    this.zip.add(entry);
    async function* measured() {
      for await (const part of parts) {
        const bytes = typeof part === "string" ? Buffer.from(part) : part;
        entry.size += bytes.length;
        entry.crc = crc32(bytes, entry.crc);
        digest.update(bytes);
        yield bytes;
      }
    }
    await pipeline(measured, createDeflateRaw({ level: LEVEL }), async (packed: AsyncIterable<Uint8Array>) => {
      for await (const piece of packed) {
        entry.ondata?.(null, new Uint8Array(piece), false);
        await this.flush();
      }
    });
    entry.ondata?.(null, new Uint8Array(0), true);
    await this.flush();
    if (Math.max(entry.size, this.length) > MAX_BYTES) throw new Error("an export is larger than a zip can say");
    return { path, bytes: entry.size, sha256: digest.digest("hex") };
  }

  /** Writes the list of what is in it: without that, a zip is no zip. */
  async end(): Promise<void> {
    this.zip.end();
    await this.flush();
  }

  private async flush(): Promise<void> {
    const pieces = this.ready;
    this.ready = [];
    for (const piece of pieces) {
      this.length += piece.length;
      if (piece.length > 0) await this.sink(piece);
    }
  }
}
