import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commands } from '../../src/cli/program.ts';

const templates = join(import.meta.dirname, '..', '..', 'templates');
const texts = ['fr', 'en'].flatMap((language) =>
  readdirSync(join(templates, language, 'screen')).map((name) =>
    readFileSync(join(templates, language, 'screen', name), 'utf8'),
  ),
);

/** `dun` followed by a word that could be a command: in a hint, an example, or between quotation marks. */
const named = texts.flatMap((text) =>
  Array.from(text.matchAll(/(?:["|«“:→,]|\(|^)[\s\u00a0]*dun ([a-z]+)/gm), ([, word = '']) => word),
);

it('no label sends the user to a command that does not exist', () => {
  const known = new Set([...Object.keys(commands), 'help']);
  // Sentences about dun itself: "dun ne sait pas", "dun helps you".
  const verbs = new Set([
    'aide',
    'helps',
    'ne',
    'n',
    'does',
    'lit',
    'reads',
    'needs',
    'wants',
    'cannot',
    'is',
    'puts',
    'has',
  ]);
  expect([...new Set(named)].filter((word) => !known.has(word) && !verbs.has(word))).toEqual([]);
});
