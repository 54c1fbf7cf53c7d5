/** Removes what may legally stand before `<OFX>` beside the header block: XML and OFX instructions and comments. */
const INSTRUCTIONS = /<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE\s+OFX\b[^>]*>?/gis;
const HEADER_TEXT = /^[\s\w:.\-\uFEFF]*$/;

/**
 * Whether text begins like OFX: nothing but a `KEY:VALUE` header block, instructions and blank lines before `<OFX>`.
 * A document type naming OFX passes here, so that the parser can refuse it with a reason.
 */
export function looksLikeOfx(head: string): boolean {
  const start = head.search(/<OFX[\s>]|<!DOCTYPE\s+OFX\b/i);
  if (start < 0) return /^\s*OFXHEADER\s*:\s*\d+\s/i.test(head);
  return HEADER_TEXT.test(head.slice(0, start).replace(INSTRUCTIONS, ""));
}

/**
 * The character set an OFX file declares: `CHARSET:1252` of a 1.x header, `encoding="…"` of a 2.x declaration; undefined without one.
 * 1.x files say CHARSET:NONE or nothing with ENCODING:USASCII; what then goes beyond ASCII in practice is windows-1252.
 */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2048));
  const xml = /<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']/i.exec(head)?.[1];
  if (xml) return xml;
  const charset = /\bCHARSET\s*:\s*([\w.-]+)/i.exec(head)?.[1];
  if (charset && charset.toUpperCase() !== "NONE") return charset;
  return /\bENCODING\s*:\s*USASCII/i.test(head) ? "1252" : undefined;
}
