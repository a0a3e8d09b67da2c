import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/app/crypt';
import { calledFine, fails, firstLack, jumps, lacks, limits, numberIn, restOf, submission, type Begun } from '../../src/app/filling';
import { findByCode } from '../../src/app/finding';
import type { Checklist, DeclaredFile, Item, Place, Task } from '../../src/app/protocol';

const photo: DeclaredFile = { uuid: 'p1', sha256: 'aa', size: 1, kind: 'photo', captured_at: '' };

function item(changes: Partial<Item>): Item {
  return {
    id: 1, code: '01', title: 'Floor', hint: '', methods: [], answer_type: 'verdict', unit: '', minimum: null,
    maximum: null, choices: [], evidence: 'none', required: true, on_the_spot: true, deduction: '1', clause: 1,
    adjusted: false, ...changes,
  };
}

function begun(...items: Item[]): Begun {
  const checklist = { id: 3, site: 1, edition: 'e', code: 'DAILY', title: 'Round', note: '', purpose: '', clauses: [], items };
  return { task: { id: 12 } as Task, checklist: checklist satisfies Checklist, form: 'token', at: '2026-09-16T10:00:00Z' };
}

describe('judging while it is filled in', () => {
  const gauge = item({ answer_type: 'number', minimum: '0.2000', maximum: '0.4000', unit: 'MPa' });

  it('reads numbers typed on any keyboard', () => {
    expect(['0.3', '０．３', '0,3', '-5', '.5'].map(numberIn)).toEqual([0.3, 0.3, 0.3, -5, 0.5]);
    expect(['', 'x', '0.3.1', '3 bar', '1e3'].map(numberIn)).toEqual([NaN, NaN, NaN, NaN, NaN]);
  });

  it.each([['0.2', false], ['0.19', true], ['0.4', false], ['0.41', true], ['', false]])('holds %s against its limits', (value, bad) => {
    expect(fails(gauge, value)).toBe(bad);
  });

  it('says the limits without idle zeros', () => {
    expect([gauge, { ...gauge, maximum: null }, { ...gauge, minimum: null }].map(limits)).toEqual(['0.2–0.4 MPa', '≥ 0.2 MPa', '≤ 0.4 MPa']);
  });
});

describe('held against the last reading', () => {
  const bounded = item({ answer_type: 'number', minimum: '0.2', maximum: '0.4' });
  const meter = item({ answer_type: 'number', unit: 'kWh' });
  it.each([
    [bounded, '0.3', '0.35', false], // within half of the allowed width
    [bounded, '0.3', '0.2', false],
    [bounded, '0.4', '0.29', true],
    [bounded, '3.0', '0.30', true], // a slip of the point
    [meter, '10250', '10200', false],
    [meter, '1025', '10200', true],
    [meter, '14000', '10000', true],
    [meter, '5', '0', false], // nothing to compare with
    [meter, 'about 5', '9', false],
    [meter, '', '9', false],
  ])('%#', (one, now, before, far) => {
    expect(jumps(one, now, before)).toBe(far);
  });
});

describe('what is still lacking', () => {
  it.each([
    ['nothing answered', item({}), {}, true],
    ['optional', item({ required: false }), {}, false],
    ['answered', item({}), { 'answer:1': 'pass' }, false],
    ['a photo always', item({ evidence: 'photo' }), { 'answer:1': 'pass' }, true],
    ['a photo taken', item({ evidence: 'photo' }), { 'answer:1': 'pass', 'photos:1': [photo] }, false],
    ['a photo of a failure', item({ evidence: 'photo_on_fail' }), { 'answer:1': 'fail' }, true],
    ['no photo of a pass', item({ evidence: 'photo_on_fail' }), { 'answer:1': 'pass' }, false],
    ['nothing of what does not apply', item({ evidence: 'photo' }), { 'answer:1': 'not_applicable' }, false],
    ['both photos of what was put right', item({}), { 'answer:1': 'fail', 'right:1': true, 'photos:1': [photo] }, true],
    ['no number', item({ answer_type: 'number' }), { 'answer:1': 'about 3' }, true],
  ])('%s', (_name, one, filled, lacking) => {
    expect(lacks(one, filled) !== '').toBe(lacking);
  });

  it('asks for the signature last', () => {
    const form = begun(item({ evidence: 'signature' })).checklist;
    expect(firstLack(form, { 'answer:1': 'pass' })?.item).toBe(0);
    expect(firstLack(form, { 'answer:1': 'pass', signature: [photo] })).toBeUndefined();
  });
});

it('hands in what was filled, and only the photos that count', () => {
  const after = { ...photo, uuid: 'p2' };
  const filled = { 'answer:1': 'pass', 'photos:1': [photo], 'right:1': true, 'after:1': [after], 'answer:2': '０,３', note: ' ok ' };
  const { data, files } = submission(begun(item({}), item({ id: 2, answer_type: 'number' })), filled);
  expect(data).toEqual({
    task: 12, started_at: '2026-09-16T10:00:00Z', note: 'ok', signature: null, scan: null, form: 'token',
    answers: [
      { item: 1, value: 'pass', note: '', photos: ['p1'], put_right: false, put_right_photos: [] },
      { item: 2, value: '0.3', note: '', photos: [], put_right: false, put_right_photos: [] },
    ],
  });
  expect(files).toEqual([photo]);
});

describe('the rest is fine', () => {
  const items = [
    item({ id: 1 }), // answered already
    item({ id: 2, evidence: 'photo_on_fail' }),
    item({ id: 3, required: false }),
    item({ id: 4, evidence: 'photo' }),
    item({ id: 5, evidence: 'signature' }),
    item({ id: 6, answer_type: 'number' }),
    item({ id: 7, answer_type: 'choice' }),
    item({ id: 8, answer_type: 'text' }),
  ];
  const form = begun(...items);
  const allowed = { ...form, checklist: { ...form.checklist, rest_fine: true } };

  it('passes verdicts that nobody has to see, and only where the checklist allows it', () => {
    const filled = { 'answer:1': 'fail' };
    expect(restOf(allowed.checklist, filled).map((one) => one.id)).toEqual([2, 3]);
    expect(restOf(form.checklist, filled)).toEqual([]);
  });

  it('is said of those alone that nobody touched since', () => {
    const filled = { 'answer:1': 'pass', 'answer:2': 'pass', 'rest:2': true, 'answer:3': 'fail', 'rest:3': true };
    expect(calledFine(allowed.checklist, filled).map((one) => one.id)).toEqual([2]);
    const { answers } = submission(allowed, filled).data as { answers: { item: number; at_once?: boolean }[] };
    expect(answers.filter((one) => one.at_once).map((one) => one.item)).toEqual([2]);
  });
});

it('hands in what was said of a failure, and nothing that was said of a pass', () => {
  const note: DeclaredFile = { ...photo, uuid: 'v1', kind: 'voice' };
  const filled = { 'answer:1': 'fail', 'voice:1': [note], 'answer:2': 'pass', 'voice:2': [{ ...note, uuid: 'v2' }] };
  const { data, files } = submission(begun(item({}), item({ id: 2 })), filled);
  expect((data['answers'] as { voice?: string }[]).map((one) => one.voice)).toEqual(['v1', undefined]);
  expect(files).toEqual([note]);
});

it('finds a place by its tag, however the code was read, and by its number', async () => {
  const tag = '0b6c2c1e-7d55-4a43-9a0e-0f4f3c0c9d11';
  const place = { id: 5, code: 'B1-03', tag_hash: (await sha256(new TextEncoder().encode(tag))).slice(0, 32) } as Place;
  const find = async (code: string): Promise<unknown> => (await findByCode(code, { 5: place }, {}))?.place?.id;
  expect(await find(`https://pinzhi.example/t/${tag.toUpperCase()}/`)).toBe(5);
  expect(await find(' b1-03 ')).toBe(5);
  expect(await find('B1-04')).toBeUndefined();
  expect(await find('')).toBeUndefined();
});
