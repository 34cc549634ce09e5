import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRehearsal, runRehearse } from '../../src/commands/rehearse.ts';
import { replyLines } from '../../src/commands/rehearse-reply.ts';
import { personas } from '../../src/domain/rehearsal/persona.ts';
import { loadVoices } from '../../src/script/rehearsal.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import { BrokenOff } from '../../src/terminal/ask.ts';
import { aSetup } from '../support/a-call.ts';
import { startedAt } from '../support/a-rehearsal.ts';
import { contentOf, folders, type Hand, keyOf, rehearseContext } from '../support/rehearse-context.ts';
import { makeStoryLedger, openStoryLedger } from '../support/roussel.ts';

let folder: string;
let path: string;
let ledger: Ledger;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dun-rehearse-'));
  path = join(folder, 'dun.db');
  makeStoryLedger(path);
  ledger = openStoryLedger(path);
});

afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

type OnScreen = NonNullable<Hand['onScreen']>;

/** The keys of somebody who hears a forgetful client well. */
const heardWell: OnScreen = ({ press }) =>
  void press('1', '1', '1', ' ', '1', '1', 't', '3', ' ', '1', ' ', ' ', ' ', 'esc', ' ');

async function rehearse(onScreen: OnScreen, options: { as?: string; language?: 'fr' | 'en' } = {}) {
  const { language = 'fr', ...rest } = options;
  const { context, lines, notes } = rehearseContext({ ledger, language, onScreen });
  await runRehearse(context, { client: 'roussel', as: 'forgetful', seed: '1', ...rest });
  return { lines, notes };
}

describe('dun rehearse', () => {
  it('writes that it was held, and nothing else', async () => {
    const before = contentOf(path);
    await rehearse(heardWell);
    const after = contentOf(path);
    expect(after['rehearsals']).toMatchObject([{ held_on: '2026-06-02', persona: 'forgetful' }]);
    expect(before['rehearsals']).toEqual([]);
    // The counter of row numbers belongs to the row.
    const { rehearsals: _, sqlite_sequence: sequence, ...rest } = after;
    const { rehearsals: none, sqlite_sequence: earlier, ...untouched } = before;
    expect([none, rest]).toEqual([[], untouched]);
    const others = (rows: readonly unknown[] = []) =>
      rows.filter((row) => !JSON.stringify(row).includes('rehearsals'));
    expect(others(sequence)).toEqual(others(earlier));
  });

  it('ends with what was heard, and what comes next', async () => {
    const { lines, notes } = await rehearse(heardWell);
    expect(notes).toEqual([
      expect.stringMatching(/^Répétition avec Menuiserie Roussel\. Personne n'est appelé/),
    ]);
    expect(lines.map((line) => line.replaceAll('\u00a0', ' '))).toEqual([
      'Répétition terminée, face à un client qui oublie · 1 minute',
      'Touches justes : 11 sur 11.',
      'Promesse : 6 sur 6 (qui, combien, quand, comment, compte lu, sans condition).',
      'Répétitions : 1 sur les 3 conseillées avant un premier appel.',
      '→ Bien entendu. Un autre client : dun rehearse roussel',
    ]);
  });

  it('says in the user’s language what was missed, with the key that would have fitted', async () => {
    const { lines } = await rehearse(
      ({ press }) =>
        void press('1', '1', '1', ' ', '3', 'b', '1', '1', 'h', 'm', ' ', 'h', '3', ' ', 'esc', ' '),
      { language: 'en' },
    );
    expect(lines).toEqual([
      'Rehearsal over, with a client who forgets · 1 minute',
      expect.stringMatching(/^Keys that fitted: \d+ of \d+\.$/),
      '  · the client had forgotten: 1',
      '  · Amount: €840.00 heard, €420.00 noted',
      '  · the client corrected you: 5',
      expect.stringMatching(/^Promise: 5 of 6/),
      'Rehearsals: 1 of the 3 worth holding before a first call.',
      '→ Once more, the ear learns fast: dun rehearse roussel',
    ]);
  });

  it('says the same thing in other words the next time, and after three leads to the call', async () => {
    const heard: string[] = [];
    const listening: OnScreen = (screen) => {
      heard.push(/— .*/.exec(screen.text())?.[0] ?? '');
      return heardWell(screen);
    };
    await rehearse(listening);
    await rehearse(listening);
    const { lines } = await rehearse(listening);
    expect(new Set(heard).size).toBe(3);
    expect(lines.slice(-2)).toEqual([
      'Répétitions\u00a0: 3 (3 conseillées avant un premier appel).',
      '→ Tout y est, vous pouvez appeler\u00a0: dun call roussel',
    ]);
  });

  it('broken off leaves nothing', async () => {
    const before = contentOf(path);
    const { context, lines, notes } = rehearseContext({
      ledger,
      onScreen: ({ press }) => {
        press('1', '1');
        throw new BrokenOff('interrupt');
      },
    });
    await expect(runRehearse(context, { client: 'roussel' })).rejects.toBeInstanceOf(BrokenOff);
    expect(contentOf(path)).toEqual(before);
    expect([lines, notes.at(-1)]).toEqual([[], "Répétition interrompue\u00a0: rien n'est noté."]);
  });

  it.each([
    [{ client: 'roussel' }, false, 'rehearse.no_terminal', 2],
    [{ client: 'roussel', as: 'sleepy' }, true, 'rehearse.bad_type', 2],
    [{ client: 'roussel', as: '' }, true, 'rehearse.bad_type', 2],
    [{ client: 'roussel', seed: '-1' }, true, 'rehearse.bad_seed', 2],
    [{ client: 'roussel', seed: '1.5' }, true, 'rehearse.bad_seed', 2],
    [{ client: 'nobody' }, true, 'client.unknown', 66],
  ] as const)(
    '%j (terminal: %s) is refused: %s, exit %i',
    async (...[options, isInteractive, key, exitCode]) => {
      const { context } = rehearseContext({ ledger, isInteractive });
      await expect(runRehearse(context, options)).rejects.toMatchObject({ key, exitCode });
      expect(ledger.rehearsals.count()).toBe(0);
    },
  );
});

describe('any keys', () => {
  const keys = [...Array.from('0123456789 ?abcdefhjlmnoprstuvwxz'), 'enter', 'esc'];
  const pressed = fc.array(fc.constantFrom(...keys), { maxLength: 60 });
  const voices = { fr: loadVoices('fr', folders), en: loadVoices('en', folders) };

  it.each(personas)('leave a rehearsal with %s that speaks and can be ended', (persona) => {
    const { context } = rehearseContext({ ledger });
    const desk = { objections: () => [], vagueIn: () => null, stateLabel: (state: string) => state };
    fc.assert(
      fc.property(fc.nat(), pressed, (seed, texts) => {
        const rehearsal = { setup: aSetup(), startedAt, persona, seed };
        const { loop, encounter } = openRehearsal(rehearsal, desk, context);
        const isOver = (text: string) => loop.turn(keyOf(text, loop.line())) === 'over';
        for (const text of texts) {
          if (isOver(text)) return;
          expect(encounter().call).toEqual(loop.screen().call);
          replyLines(encounter(), { voices, number: seed % 7, context });
        }
        const isEnded = Array.from({ length: 12 }).some(() => {
          const isDown = loop.screen().call.heard.isHungUp;
          return (isDown ? ['esc', 'esc', ' '] : ['esc', 'esc', 'h', '3', 'esc']).some(isOver);
        });
        expect(isEnded).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
