import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brief } from '../../src/domain/brief.ts';
import { day } from '../../src/domain/day.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { loadScript } from '../../src/script/load.ts';
import { loadWords } from '../../src/script/words.ts';
import type { BriefView } from '../../src/terminal/brief-field.ts';
import { showBrief } from '../../src/terminal/show-brief.ts';
import { plainStyle, widthOf } from '../../src/terminal/style.ts';
import {
  aCalendar,
  aClient,
  aContact,
  aDispute,
  aMemo,
  aPart,
  aPayment,
  aProfile,
  aPromise,
  aStanding,
  anAttempt,
  anInvoice,
  anOutcome,
  euros,
} from '../support/a-standing.ts';
import { wordFolders } from '../support/prep-services.ts';

const today = day('2026-06-09');
const occasion = { today, minutes: 400, rules: defaultRules, calendar: aCalendar() };

function view(change: Partial<BriefView> = {}): BriefView {
  const words = loadWords('fr', wordFolders);
  const script = loadScript('fr', wordFolders);
  return {
    words,
    answers: words,
    script,
    style: plainStyle,
    width: 80,
    today,
    phone: null,
    opening: [],
    ...change,
  };
}

function shown(standing: Partial<Standing>, change: Partial<BriefView> = {}): string[] {
  const page = brief({ standing: aStanding(standing), profile: aProfile(), lastPrep: undefined, occasion });
  return showBrief(page, view(change));
}

/** As much of everything as a bad year brings. */
function crowded(text: string): Partial<Standing> {
  const causes = ['forgot', 'cash', 'vague', 'approval', 'dispute'] as const;
  return {
    client: aClient({ name: text, relationship: 'ending', kind: 'consumer', country: 'BE' }),
    contacts: [aContact({ firstName: text, reachableHours: text, friendlyTopics: text, extension: text, email: null })],
    invoices: [1, 2, 3, 4, 5, 6, 7, 8].map((id) => anInvoice({ id, number: `${text}-${id}`, service: text, file: null })),
    payments: [aPayment(1, '2026-05-02', 900)],
    promises: [1, 2, 3].map((id) => aPromise('2026-05-22', '2026-05-26', { id, parts: [aPart(id + 1, '2026-05-26', 840)] })),
    disputes: [1, 2, 3, 4].map((id) => aDispute({ id, invoiceId: id + 4, words: text, disputed: euros(10) })),
    attempts: causes.map((cause, index) =>
      anAttempt(`2026-06-0${index + 1}`, { cause, note: text, outcomes: [anOutcome({ outcome: 'duplicate_sent' })] }),
    ),
    commitments: [{ id: 1, clientId: 1, callId: null, text, dueOn: day('2026-06-01'), dueAt: null, doneOn: null, recordedAt: 0 }],
    memos: [aMemo()],
  }; // biome-ignore format: one fact a line
}

describe('showBrief', () => {
  test('whom, what is owed and the goal stand on top', () => {
    const lines = shown({});
    expect(lines[0]).toContain('Menuiserie Roussel');
    const owed = lines.findIndex((line) => line.startsWith('Dû'));
    expect(owed).toBeLessThan(6);
    expect(lines[owed + 1]).toMatch(/^But +840,00/);
  });

  test('a stop stands under the name, before anything else', () => {
    const lines = shown({ promises: [aPromise('2026-06-08', '2026-06-12')] });
    expect(lines.findIndex((line) => line.startsWith('STOP'))).toBeLessThan(6);
  });

  test('on a screen that the page outgrows, the stop stands at its end too', () => {
    const promises = [aPromise('2026-06-08', '2026-06-12')];
    const last = (height: number) => shown({ promises }, { height }).slice(-24);
    expect(last(24).some((line) => line.startsWith('STOP'))).toBe(true);
    const count = (height: number) =>
      shown({ promises }, { height }).filter((line) => line.startsWith('STOP')).length;
    expect(count(24)).toBeGreaterThan(count(50));
  });

  test('what to think about is all told before anything else is shortened', () => {
    const lines = shown(crowded('Roussel'));
    expect(lines.filter((line) => line.startsWith('!')).length).toBeGreaterThanOrEqual(4);
  });

  test('paper holds more than the screen, and one sheet at most', () => {
    const facts = crowded('Roussel & Fils');
    const paper = shown(facts, { isPaper: true });
    expect(paper.length).toBeGreaterThan(shown(facts).length);
    expect(paper.length).toBeLessThanOrEqual(58);
    expect(paper.filter((line) => line.startsWith('!')).length).toBeGreaterThanOrEqual(6);
  });

  test('paper tells names, services and their words whole; of many invoices it shows the amounts', () => {
    const long = 'la conception, la rédaction et la mise en page du rapport annuel en trois langues';
    const name = "Société Alsacienne de Menuiserie et d'Agencement Roussel & Fils SARL";
    const facts = {
      client: aClient({ name }),
      attempts: [anAttempt('2026-06-02', { note: `${long}, ${long}` })],
      disputes: [aDispute({ words: long, disputed: euros(10) })],
    };
    const flat = (lines: readonly string[]) => lines.join(' ').replace(/\s+/g, ' ');
    const paper = shown({ ...facts, invoices: [anInvoice({ service: long })] }, { isPaper: true });
    // A question without an answer stands apart from its three dots.
    expect(flat(paper)).not.toMatch(/\S…/u);
    for (const text of [name, `« ${long}, ${long} »`, `« ${long} »`])
      expect(flat(paper)).toContain(text.replace(/\s+/g, ' '));
    const many = [1, 2, 3, 4, 5, 6, 7, 8].map((id) => anInvoice({ id, number: `F-${id}`, service: long }));
    const listed = shown({ ...facts, invoices: many }, { isPaper: true });
    expect(listed.filter((line) => /\d\s€  F-\d  /.test(line))).toHaveLength(8);
  });

  test('several invoices are added up, more than there is room for are counted', () => {
    const invoices = [1, 2, 3, 4, 5, 6, 7, 8].map((id) => anInvoice({ id }));
    const text = shown({ invoices }).join('\n');
    expect(text).toMatch(/et [2-6] autres factures/);
    expect(text).toContain('6\u00a0720,00\u00a0€  en tout');
  });

  test('a crowded page keeps its goal, its stops and its opening, in 38 lines', () => {
    const lines = shown(crowded('Ærøskøbing & Søn'), { opening: ['Bonjour.', 'Où en est la facture ?'] });
    expect(lines.length).toBeLessThanOrEqual(38);
    const starts = ['STOP', 'Dû', 'But', 'Repli', 'Historique', 'Ouverture', 'À compléter'];
    const absent = starts.filter(
      (start) => !lines.some((line) => line.replace(/^· +/, '').startsWith(start)),
    );
    expect(absent).toEqual([]);
  });

  test('no line is wider than the screen, no page longer than 38 lines, whatever the names', () => {
    const unit = fc.constantFrom(
      'a',
      'É',
      '字',
      '👩‍🚒',
      '\u001b[2J',
      '\u202e',
      ' ',
      'e\u0301',
      'ffl',
      '𐍈',
      '\n',
    );
    const names = fc.array(unit, { minLength: 1, maxLength: 120 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        names,
        fc.integer({ min: 40, max: 100 }),
        fc.constantFrom('fr', 'en'),
        fc.constantFrom(24, 40, 'paper'),
        (...drawn) => {
          const [text, width, language, medium] = drawn;
          const lines = shown(crowded(text), {
            width,
            words: loadWords(language, wordFolders),
            opening: [text, text],
            phone: text,
            ...(typeof medium === 'number' ? { height: medium } : { isPaper: true }),
          });
          expect(lines.length).toBeLessThanOrEqual(medium === 'paper' ? 58 : 38);
          for (const line of lines) {
            expect(widthOf(line)).toBeLessThanOrEqual(width);
            expect(line).not.toMatch(/[\u0000-\u001f\u202e]/); // oxlint-disable-line no-control-regex -- the page carries none
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('colour changes nothing but colour', () => {
    const paint = (text: string) => `\u001b[36m${text}\u001b[39m`;
    const style = { ...plainStyle, accent: paint, dim: paint, bold: paint, warn: paint, good: paint };
    const facts = crowded('Roussel');
    const bare = shown(facts, { style }).map((line) => line.replace(/\u001b\[\d+m/g, '').trimEnd()); // oxlint-disable-line no-control-regex -- colour codes
    expect(bare).toEqual(shown(facts));
  });
});
