import { describe, expect, test } from 'vitest';
import { readGlobals } from '../../src/cli/globals.ts';

describe('the language of the screen', () => {
  test.each<[string, string | undefined]>([
    ['--lang en due', 'en'],
    ['due --lang=fr', 'fr'],
    ['due', undefined],
    ['client add Blackwood --lang en', undefined],
    ['client edit blackwood --lang en', undefined],
    ['--lang fr client add Blackwood --lang en', 'fr'],
    ['client list --lang en', 'en'],
    ['prep client --lang en', 'en'],
    ['due --lang xx', undefined],
    ['log roussel -- --lang en', undefined],
  ])('%s', (line, expected) => {
    expect(readGlobals(line.split(' '), {}).lang).toBe(expected);
  });

  test('the environment speaks where no option does', () => {
    expect(readGlobals(['client', 'add', 'Blackwood', '--lang', 'en'], { DUN_LANG: 'fr' }).lang).toBe('fr');
    expect(readGlobals(['due', '--lang', 'en'], { DUN_LANG: 'fr' }).lang).toBe('en');
  });
});
