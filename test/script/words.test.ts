import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countKey, loadWords } from '../../src/script/words.ts';
import { builtIn, dunErrorOf, shipped, withOwn } from './templates.ts';

const area = 'fr/screen/script.json';
const key = 'script.not_readable';

describe('a label', () => {
  it('comes with its values filled, each once and as it is', () => {
    const text = loadWords('en', shipped).label(key, { file: '{code} $& {{file}}', code: 7 });
    expect(text).toBe('{code} $& {{file}}: this file or folder cannot be read (7).');
  });

  it.each([
    'script.unknown',
    'nowhere.at_all',
    'script',
    '',
    '.x',
    '../../call.x',
    'script.__proto__',
    '__proto__.x',
  ])('is a bug when nobody wrote it: %j', (unknown) => {
    expect(() => loadWords('fr', shipped).label(unknown)).toThrow(RangeError);
  });

  it('is a bug when a value is missing', () => {
    expect(() => loadWords('fr', shipped).label(key, { file: 'x' })).toThrow(/needs a value for \{code\}/);
    expect(() => loadWords('fr', shipped).label(key)).toThrow(RangeError);
  });

  it('is read only when its area is asked for', () => {
    const folders = withOwn({ 'fr/screen/memo.json': '{' });
    const words = loadWords('fr', folders);
    expect(words.label(key, { file: 'a', code: 'b' })).toContain('a');
  });
});

describe('a count', () => {
  it.each([
    [0, 'one', 'other'],
    [1, 'one', 'one'],
    [1.5, 'one', 'other'],
    [2, 'other', 'other'],
    [-1, 'one', 'other'],
  ])('of %d is one or many', (count, fr, en) => {
    expect([countKey(count, { language: 'fr' }), countKey(count, { language: 'en' })]).toEqual([fr, en]);
  });
});

describe("the user's labels", () => {
  const folders = (text: string) => {
    const own = withOwn({ 'fr/screen/zz.json': text });
    const ours = withOwn({ 'fr/screen/zz.json': '{ "zz.a": "A {x}", "zz.b": "B" }' });
    return { builtIn: ours.user, user: own.user };
  };

  it('are merged over ours', () => {
    const words = loadWords('fr', folders('\ufeff{ "zz.a": "mon {x}" }'));
    expect([words.label('zz.a', { x: 1 }), words.label('zz.b')]).toEqual(['mon 1', 'B']);
  });

  it.each([
    ['{\n  "zz.a": "x",\n}', 'not_json', 3, 1],
    ['', 'not_json', 1, 1],
    ['[]', 'not_labels', 1, 1],
    ['{\n  "zz.c": "x" }', 'unknown_label', 2, 3],
    ['{ "zz.b": "B {x}" }', 'unknown_value', 1, 3],
    ['{ "zz.b": 3 }', 'not_a_text', 1, 3],
  ])('%j is refused: %s at %i:%i', (...[text, fault, line, column]) => {
    const words = loadWords('fr', folders(text));
    const error = dunErrorOf(() => words.label('zz.b'));
    expect([error.key, error.exitCode]).toEqual([`script.bad_words.${fault}`, 78]);
    expect(error.values).toMatchObject({ line, column });
    expect(loadWords('fr', shipped).label(error.key, error.values)).toContain('zz.json');
  });

  it('cannot break the words that tell of broken words', () => {
    const words = loadWords('fr', withOwn({ [area]: 'broken' }));
    expect(words.label(key, { file: 'a', code: 'b' })).toContain('a');
  });
});

describe('the words of the screen', () => {
  const read = (language: string, name: string): Record<string, string> =>
    JSON.parse(readFileSync(join(builtIn, language, 'screen', name), 'utf8'));
  const names = readdirSync(join(builtIn, 'fr', 'screen'));

  it('has the same areas in both languages', () => {
    expect(readdirSync(join(builtIn, 'en', 'screen')).toSorted()).toEqual(names.toSorted());
  });

  it.each(names)('%s has the same labels and values in both languages', (name) => {
    const [fr, en] = [read('fr', name), read('en', name)];
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(fr).toSorted());
    const values = (text = '') => [...new Set(text.match(/\{[a-zA-Z]\w*\}/g))].toSorted().join(' ');
    const labels = Object.keys(fr);
    expect(labels.filter((label) => !label.startsWith(`${name.replace('.json', '')}.`))).toEqual([]);
    expect(labels.filter((label) => values(en[label]) !== values(fr[label]))).toEqual([]);
    expect(Object.values(fr).filter((text) => /[^\s\u00a0:] [:;?!»]|« /.test(text))).toEqual([]);
  });
});
