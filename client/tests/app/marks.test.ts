import { describe, expect, it } from 'vitest';
import { codesIn, withCodes } from '../../src/app/marks';

const JFIF = [0xff, 0xe0, 0, 7, 0x4a, 0x46, 0x49, 0x46, 0];
const TABLE = [0xff, 0xdb, 0, 4, 1, 2];
const PICTURE = [0xff, 0xda, 0, 2, 9, 9, 0xff, 0xd9];
const jpeg = (...parts: number[][]): Uint8Array => new Uint8Array([0xff, 0xd8, ...parts.flat()]);

describe('what a photo was taken for', () => {
  it('is read back, and the picture stays what it was', () => {
    const plain = jpeg(JFIF, TABLE, PICTURE);
    const marked = withCodes(plain, ['RES-PUB-DAILY-812', 'CASE-33', 'CASE-33']);
    expect(codesIn(marked)).toEqual(['RES-PUB-DAILY-812', 'CASE-33']);
    expect([...marked.subarray(0, 2 + JFIF.length)]).toEqual([0xff, 0xd8, ...JFIF]);
    expect([...marked.subarray(-PICTURE.length)]).toEqual(PICTURE);
    expect(marked.length).toBe(plain.length + 4 + 'pinzhi:RES-PUB-DAILY-812 CASE-33'.length);
  });

  it('goes right behind the start where nothing else is said', () => {
    expect(codesIn(withCodes(jpeg(TABLE, PICTURE), ['A-1']))).toEqual(['A-1']);
  });

  it.each([
    ['no JPEG', new Uint8Array([0x89, 0x50, 0x4e, 0x47])],
    ['nothing', new Uint8Array()],
    ['no mark', jpeg(JFIF, TABLE, PICTURE)],
    ['somebody else’s comment', jpeg([0xff, 0xfe, 0, 5, 0x68, 0x69, 0x21], PICTURE)],
    ['a segment longer than the file', jpeg([0xff, 0xfe, 0xff, 0xff, 0x70])],
    ['a segment without length', jpeg([0xff, 0xfe, 0, 0], PICTURE)],
    ['a comment behind the picture', jpeg(PICTURE, [0xff, 0xfe, 0, 10, ...new TextEncoder().encode('pinzhi:a')])],
  ])('%s holds none', (_name, bytes) => {
    expect(codesIn(bytes)).toEqual([]);
  });
});
