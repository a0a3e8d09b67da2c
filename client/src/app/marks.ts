/** What a photo was taken for, written into its file (a JPEG comment) so that it goes wherever the file goes. */
const PREFIX = 'pinzhi:';
const MOST = 8;
const COMMENT = 0xfe;
const SCAN = 0xda;

/** The codes in a picture file, oldest first; none for whatever is no JPEG or holds none. */
export function codesIn(bytes: Uint8Array): string[] {
  for (const { marker, from, to } of segments(bytes)) {
    const text = marker === COMMENT ? new TextDecoder().decode(bytes.subarray(from, to)) : '';
    if (text.startsWith(PREFIX)) return text.slice(PREFIX.length).split(' ').filter(Boolean).slice(0, MOST);
  }
  return [];
}

/** The same JPEG with these codes in it, behind the segment that says what it is. */
export function withCodes(jpeg: Uint8Array, codes: string[]): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(PREFIX + [...new Set(codes)].slice(0, MOST).join(' '));
  const [first] = segments(jpeg);
  const at = first && first.marker === 0xe0 ? first.to : 2;
  const length = text.length + 2;
  const segment = [0xff, COMMENT, length >> 8, length & 0xff, ...text];
  const made = new Uint8Array(jpeg.length + segment.length);
  made.set(jpeg.subarray(0, at));
  made.set(segment, at);
  made.set(jpeg.subarray(at), at + segment.length);
  return made;
}

interface Segment {
  marker: number;
  from: number;
  to: number;
}

/** The segments before the picture itself. */
function* segments(bytes: Uint8Array): Generator<Segment> {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return;
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== SCAN) {
    const to = at + 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
    if (to > bytes.length || to < at + 4) return;
    yield { marker: bytes[at + 1] ?? 0, from: at + 4, to };
    at = to;
  }
}
