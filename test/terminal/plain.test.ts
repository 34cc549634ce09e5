import { describe, expect, it } from 'vitest';
import type { Call, CallSetup } from '../../src/domain/call/state.ts';
import { choicesOf } from '../../src/domain/call/table.ts';
import { EUR, money } from '../../src/domain/money.ts';
import type { Language } from '../../src/domain/profile.ts';
import { freshLines, type PlainScreen } from '../../src/terminal/call-screen.ts';
import { picturesOf, type Seen } from '../script/call-pictures.ts';
import { aSetup } from '../support/a-call.ts';
import { play } from '../support/call-events.ts';
import { typed } from '../support/call-presses.ts';
import { aPlayedCall, type Look } from '../support/call-stage.ts';
import { ways } from '../support/call-states.ts';

const languages: readonly Language[] = ['fr', 'en'];
const [invoice] = aSetup().invoices;
if (invoice === undefined) throw new RangeError('a call without an invoice');
const two = aSetup({
  invoices: [invoice, { ...invoice, id: 12, number: 'F-2026-051', balance: money(30_000, EUR) }],
  steps: ['la mise en demeure'],
});

/** Every state of the call with every overlay that a global key lays over it. */
function everything(language: Language, isPlain: boolean): Seen[] {
  return Object.values(ways).flatMap((way) =>
    picturesOf(play(way, { ...two, language }), { language, manner: 'sentences', isPlain }),
  );
}

/** The pieces of a picture between its columns; what is for the eye alone taken off. */
function pieces({ content }: Seen): string[] {
  const [, , , ...body] = content.split('\n').slice(0, -1);
  return body
    .flatMap((line) => line.split(/\s{2,}/))
    .map((piece) => piece.replace(/^→\s|[●○]+\s?/, '').trim())
    .filter((piece) => piece !== '' && !/^\d+ s$/.test(piece));
}

describe.each(languages)('the plain screen in %s', (language) => {
  const plain = everything(language, true);
  const drawn = everything(language, false);
  const name = ({ call, key }: Seen) => `${call.state} ${key}`;

  it('says one thing a line, without clock, columns or empty lines', () => {
    const odd = plain.flatMap((seen) =>
      seen.content.split('\n').flatMap((line) => {
        const isOdd = /^\s|\s{3}\d\d:\d\d$|[●○]/.test(line) || line.trim() === '';
        return isOdd || /\S\s{2,}\d [\p{L}«]/u.test(line) ? [`${name(seen)}: ${line}`] : [];
      }),
    );
    expect(odd).toEqual([]);
  });

  it('loses nothing of the screen: words, facts and choices are all there', () => {
    const lost = drawn.flatMap((seen, at) => {
      const told = plain[at]?.content.replace(/\s+/g, ' ') ?? '';
      // Before dialling the page has a layout of its own (see show-preflight).
      if (seen.call.state === 'preflight') return [];
      return pieces(seen)
        .filter((piece) => !told.includes(piece.replace(/\s+/g, ' ')))
        .map((piece) => `${name(seen)}: ${piece}`);
    });
    expect(lost).toEqual([]);
  });

  it('reads in the order one acts: the step, what to say, what is known, then the choices by their digits', () => {
    const states = plain.filter(
      ({ key, call }) => key === '' && !['preflight', 'ended'].includes(call.state),
    );
    expect(states.map(outOfOrder).filter((fault) => fault !== null)).toEqual([]);
  });
});

/** What a listener would hear too early or too late; `null` when all is in its place. */
function outOfOrder({ content, call }: Seen): string | null {
  const lines = content.split('\n');
  if (!/^\p{L}+ · /u.test(lines[0] ?? '')) return `${call.state}: ${lines[0] ?? ''}`;
  // While a field is open there are no choices.
  const digits = call.asking.length > 0 ? [] : choicesOf(call).map(({ key }) => key);
  const places = digits.map((digit) => lines.findLastIndex((line) => line.startsWith(`${digit} `)));
  const lastSpoken = lines.findLastIndex((line) => /^[«“]/.test(line));
  const isInOrder = places.every((place, at) => place > (places[at - 1] ?? lastSpoken));
  return isInOrder ? null : `${call.state}: ${places.join(' ')} after ${lastSpoken}`;
}

/** A plain call as a listener hears it: what is read out after each key. */
async function aHeardCall(setup: CallSetup = two, look: Look = {}) {
  const call = await aPlayedCall(setup, 'fr', { ...look, isPlain: true });
  let before: PlainScreen = { lines: [], told: [] };
  const hear = (): string[] => {
    const lines = call.picture().map((line) => line.replaceAll('\u00a0', ' '));
    const input = lines.findIndex((line) => /(?:^| )›/.test(line));
    if (call.loop.line() === '') before = { ...before, told: [] };
    const now = { lines: lines.slice(0, input), told: lines.slice(input + 1) };
    const fresh = freshLines(before, now);
    before = now;
    return fresh;
  };
  const press = (...keys: string[]): string[] => {
    for (const key of keys.slice(0, -1)) {
      call.press(key);
      hear();
    }
    call.press(...keys.slice(-1));
    return hear();
  };
  return { press, wait: call.wait, hear };
}

const toListen = [' ', '1', '1', '1', ' '];

describe('what a listener hears', () => {
  it('hears the objections one a line with their digits, fewer with each letter, then the answer and its keys', async () => {
    const call = await aHeardCall();
    const all = call.press(...toListen, 'o');
    expect(all[0]).toBe("Ce qu'ils disent");
    expect(all.filter((line) => /^\d /.test(line))).toHaveLength(10);
    const found = call.press(...typed('souci'));
    expect(found.length).toBeLessThan(4);
    const answer = call.press('1');
    expect(answer.some((line) => line.startsWith('« '))).toBe(true);
    expect(answer).toContain('À obtenir');
    expect(answer.filter((line) => line.startsWith('· ')).length).toBeGreaterThan(1);
    expect(answer.join('\n')).toMatch(/1 a marché · 2 pas encore/);
    expect(call.press('2')[0]).toMatch(/^écouter · La vraie raison/);
  });

  it('hears the file with the number of each invoice, and only the mark that changed', async () => {
    const call = await aHeardCall();
    const file = call.press(...toListen, 'f');
    expect(file).toContain('1 F-2026-044 · 840,00 €');
    expect(file).toContain('2 F-2026-051 · 300,00 €');
    expect(file).toContain('Menuiserie Roussel · Jules Roussel');
    expect(file).toContain('840,00 € → 50 %');
    expect(call.press('2')).toEqual(['2 F-2026-051 · 300,00 € ✓']);
  });

  it('hears a plan row by row, and after a change only what is another', async () => {
    const call = await aHeardCall(aSetup());
    const plan = call.press(...toListen, '5', '2', '3', 'enter', '+', '3', 'enter');
    expect(plan.join('\n')).toMatch(/1 {2}280,00 €.*\n2 {2}280,00 €.*\n3 {2}280,00 €/);
    const changed = call.press('7', ...typed('1 200'), 'enter');
    expect(changed.join('\n')).toMatch(/200,00 €/);
    expect(changed.join('\n')).toMatch(/360,00 €/);
    expect(changed.join('\n')).not.toMatch(/2 {2}280,00 €/);
  });

  it('is left in silence: nothing counts the seconds', async () => {
    const call = await aHeardCall();
    const silence = call.press(...toListen, 's');
    expect(silence.slice(0, 3)).toEqual([
      "Silence. À l'autre de le remplir.",
      'Laissez venir : 5 secondes.',
      "Encore, jusqu'à 10. Ensuite la même question, doucement.",
    ]);
    call.wait(0.1);
    expect(call.hear()).toEqual([]);
  });

  it('is let to vent in anger, without a word', async () => {
    const call = await aHeardCall();
    expect(call.press(...toListen, 'a', 's').slice(0, 2)).toEqual([
      "Silence. À l'autre de le remplir.",
      "Laissez sortir, 60 secondes s'il le faut, sans un mot.",
    ]);
  });

  it.each([
    ['a field of a form', ['4', ...typed('angle'), 'enter', '2'], '1 administratif'],
    ['how the call ended', ['h'], '4 ligne perdue, je rappelle'],
    ['the voice', ['m'], '3 fermée'],
    ['where to go', ['j'], 'litige'],
    ['the help', ['?'], 'h  raccrocher'],
  ])('hears %s one answer a line', async (_, keys, line) => {
    const call = await aHeardCall();
    expect(call.press(...toListen, ...keys)).toContain(line);
  });

  it.each([
    ['what a vague note leaves out, while it is typed', ['n', ...typed('incessamment')], /Il manque le jour/],
    ['a vague day, and its two keys', ['4', 'esc', 'p', 't', ...typed('bientôt'), 'enter'], /Espace creuser/],
    ['a key without a role', ['y'], /« y »/],
    ['the same refusal again', ['y', 'y'], /« y »/],
    ['a warning', ['p', 't', ...typed('+1'), 'enter', ' ', ' '], /Lisez d'abord l'accord/],
  ])('hears %s', async (_, keys, told) => {
    const call = await aHeardCall(aSetup());
    expect(call.press(...toListen, ...keys).join('\n')).toMatch(told);
  });
});

/** What stands in quotation marks on the plain screen: what is to be said. */
function quoted(call: Call, language: Language, manner: 'sentences' | 'keywords'): string {
  const [seen] = picturesOf(call, { language, manner, isPlain: true });
  const lines = (seen?.content ?? '').replaceAll('\u00a0', ' ').split('\n');
  return lines.filter((line) => /^[«“]|[»”]$/.test(line)).join(' ');
}

describe('keywords in place of sentences', () => {
  it.each(languages)('are what every state and every answer shows in %s', (language) => {
    const odd = Object.values(ways).flatMap((way) => {
      const call = play(way, { ...two, language });
      if (call.state === 'preflight') return [];
      const [glance, whole] = [quoted(call, language, 'keywords'), quoted(call, language, 'sentences')];
      const isShort = glance.length <= whole.length && (whole.length < 60 || glance.includes(' · '));
      return (glance === '') === (whole === '') && isShort ? [] : [`${call.state}: ${glance}`];
    });
    expect(odd).toEqual([]);
  });

  it('are what the answer to an objection shows too', async () => {
    const whole = await aHeardCall(aSetup());
    const glance = await aHeardCall(aSetup(), { manner: 'keywords' });
    const said = (heard: string[]) => heard.filter((line) => line.startsWith('« ')).join(' ');
    const keys = [...toListen, 'o', ...typed('souci'), '1'];
    const [sentence, groups] = [said(whole.press(...keys)), said(glance.press(...keys))];
    expect(groups).toContain(' · ');
    expect(groups.length).toBeLessThan(sentence.length);
  });
});
