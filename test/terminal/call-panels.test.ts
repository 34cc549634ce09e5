import { describe, expect, it } from 'vitest';
import type { Call, CallSetup } from '../../src/domain/call/state.ts';
import { step } from '../../src/domain/call/step.ts';
import { day } from '../../src/domain/day.ts';
import { EUR, money } from '../../src/domain/money.ts';
import type { Language } from '../../src/domain/profile.ts';
import { loadWords } from '../../src/script/words.ts';
import { panelFor } from '../../src/terminal/call-panels.ts';
import { plainStyle, widthOf } from '../../src/terminal/style.ts';
import { shipped } from '../script/templates.ts';
import { aSetup } from '../support/a-call.ts';
import { play as playEvents } from '../support/call-events.ts';
import { hostileStrings, leaks } from '../support/hostile.ts';

const [first] = aSetup().invoices;
if (first === undefined) throw new RangeError('no invoice');

/** Two invoices, steps ready, everything that a warning may stand on. */
const full = aSetup({
  invoices: [
    { ...first, hasCopy: false, sentBefore: { on: day('2026-05-26'), to: 'jules@roussel.example' } },
    { ...first, id: 12, number: 'F-2026-051', balance: money(36_000, EUR) },
  ],
  steps: ['la mise en demeure', 'le dossier au commissaire de justice'],
  hasChased: true,
  isSecondCallback: true,
});

const spoken = ['person', 'yes', 'fine', ' '];
const listened = (choice: string) => [...spoken, choice];
const promised = [...listened('forgot'), 'dated', 'amount=40000', 'day=2026-06-10'];
const planned = (...more: string[]) => [...listened('cannot_pay'), 'instalments', ...more];
const claimed = (last4: string) => [
  ...listened('paid'),
  'details',
  'claim_day=2026-05-26',
  'claim_amount=84000',
  `claim_account=${last4}`,
  'claim_reference=F-2026-044',
];
const disputed = [
  ...listened('dispute'),
  'dispute_words=les photos de la page 4 ne sont pas les bonnes',
  'evidence',
  'part_agreed',
  'disputed_amount=30000',
  'dispute_type=technical',
  'remedy=de nouvelles photos',
  'dispute_owner=me',
  'resolve_day=2026-06-16',
  'settle_day=2026-06-19',
];
const reviewed = [...promised, ' ', 'agreed', ' ', ' ', ' ', 'review_tone=2', 'review_focus=1'];

/** Every panel with all that it can hold. */
const rows: readonly (readonly [Call['state'], readonly string[], CallSetup?])[] = [
  ['promise', promised, full],
  ['promise', [...promised, 'condition', 'condition=notre client nous paie'], full],
  ['plan', planned(), full],
  ['plan', planned('plan_terms=each:1000'), full],
  ['plan', planned('plan_terms=count:3', 'plan_day=2026-06-10'), full],
  ['plan', planned('plan_terms=count:6', 'plan_day=2026-06-10', 'clause', 'fees'), full],
  ['plan', planned('plan_terms=count:3', 'plan_day=2026-06-25'), full],
  ['paid', claimed('1234'), full],
  ['paid', claimed('0189'), full],
  ['dispute', disputed, full],
  ['duplicate', [...listened('not_received'), 'address=compta@roussel.example'], full],
  ['cannot_pay', [...listened('cannot_pay'), 'shortfall', 'shortfall=50000', 'change', 'change_note=une rentrée', 'change_day=2026-06-20', 'hardship'], full],
  ['approval', [...listened('approval'), 'po_number', 'po_number=4500017'], full],
  ['evasive', [...listened('vague'), 'words', 'evasive_words=c’est en cours', ' ', 'words', 'evasive_words=la compta s’en occupe'], full],
  ['refusal', [...listened('refuses'), 'refusal_words=je ne paierai pas cette facture'], full],
  ['anger', spoken, full],
  ['distress', listened('distress'), full],
  ['insolvency', [...listened('insolvency'), 'insolvency_kind=receivership', 'court=Strasbourg', 'opened_day=2026-05-12', 'administrator=Me Klein'], full],
  ['negotiate', [...listened('forgot'), 'nothing', ' '], full],
  ['consequences', [...listened('vague'), ' ', ' ', ' '], full],
  ['consequences', [...listened('vague'), ' ', ' ', ' ']],
  ['callback', ['person', 'yes', 'bad_moment', 'callback_day=2026-06-30', 'callback_time=870'], full],
  ['contacts', [...promised, ' ', 'agreed', 'phone', 'phone=03 88 00 11 99', 'colleague', 'colleague=Ana Petit', 'can_release'], full],
  ['gatekeeper', ['desk', 'left_firm', 'name=Ana Petit', 'extension', 'extension=214', 'hours', 'hours=9 h – 12 h'], full],
  ['review', reviewed, full],
]; // biome-ignore format: a case a row
const cases = rows.map(([state, events, setup = aSetup()]) => ({ state, events, setup }));

function panel(call: Call, language: Language, width = 80): string[] {
  const words = loadWords(language, shipped);
  return panelFor(call, { words, language, width, style: plainStyle });
}

/** In one string, with the blanks of typography as plain ones. */
function text(lines: readonly string[]): string {
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

/** The call after dialling and these events. */
function play(events: readonly string[], setup?: CallSetup): Call {
  return playEvents([' ', ...events], setup);
}

/** The call after these events, gone on to this state where they end elsewhere. */
function at(state: Call['state'], events: readonly string[], setup?: CallSetup): Call {
  const call = play(events, setup);
  return call.state === state ? call : step(call, { at: call.at, type: 'jump', to: state });
}

describe('the panel of a state', () => {
  it.each(cases)('$state is whole at 80 columns in both languages', ({ state, events, setup }) => {
    const call = at(state, events, setup);
    for (const language of ['fr', 'en'] as const) {
      const lines = panel(call, language);
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.length).toBeLessThanOrEqual(8);
      expect(lines.filter((line) => widthOf(line) > 80)).toEqual([]);
      // Labels end before their column: each value begins at the same place.
      expect(lines.filter((line) => /^\S{12}/.test(line) && !line.includes(' '))).toEqual([]);
    }
  });

  it.each(cases)('$state fits every width from 40 to 120 columns', ({ state, events, setup }) => {
    const call = at(state, events, setup);
    for (let width = 40; width <= 120; width += 1) {
      for (const language of ['fr', 'en'] as const) {
        expect(panel(call, language, width).filter((line) => widthOf(line) > width)).toEqual([]);
      }
    }
  });

  it.each(hostileStrings)('shows foreign text as text: %s', (_, hostile) => {
    const events = [...disputed.slice(0, 5), `dispute_words=${hostile}`];
    const lines = panel(at('dispute', events, { ...full, clientName: hostile }), 'fr');
    expect(lines.flatMap((line) => leaks(line))).toEqual([]);
    expect(lines.some((line) => line.includes('\n'))).toBe(false);
  });

  it('is empty where nothing is asked', () => {
    expect(panel(play(['person']), 'fr')).toEqual([]);
    expect(panel(play(spoken), 'fr')).toEqual([]);
  });
});

describe('the promise', () => {
  it('says what was promised, what is left, and what the ledger will do by itself', () => {
    expect(text(panel(play(promised), 'fr'))).toBe(
      [
        'Montant     400,00 € · reste 440,00 € sans date',
        'Jour        mercredi 10 juin 2026 · part ce jour-là',
        "Sur le compte d'ici au lun. 15 juin · sinon rappel le mar. 16 juin",
        'Moyen       virement · compte …0189 à lire',
        'Condition   sans condition · engagement 5/6',
      ].join('\n'),
    );
  });

  it('keeps the part that was promised before it in sight', () => {
    const rest = play([...promised, 'p', 'amount=44000', 'day=2026-06-30']);
    expect(text(panel(rest, 'fr'))).toContain('Déjà promis 400,00 € mer. 10 juin');
  });

  it('names the invoices only where not all of them are meant', () => {
    const one = play(promised, full);
    expect(text(panel(one, 'en'))).not.toContain('F-2026-051');
    const answers = one.heard.answers.map((answer) => ({ ...answer, invoiceIds: [12] }));
    expect(text(panel({ ...one, heard: { ...one.heard, answers } }, 'en'))).toContain(
      'On          F-2026-051',
    );
  });
});

describe('the plan', () => {
  const setup = aSetup({ invoices: [{ ...first, balance: money(60_000, EUR) }] });

  it('sets the amounts one below the other, to the right', () => {
    const call = play(
      planned('plan_terms=count:3', 'plan_day=2026-06-10', 'first_amount', 'plan_first_amount=5000'),
      setup,
    );
    expect(text(panel(call, 'fr'))).toBe(
      [
        'Versements  1   50,00 €  mer. 10 juin',
        '            2  275,00 €  ven. 10 juillet',
        '            3  275,00 €  lun. 10 août',
        'Total       600,00 € · chaque mois · dernier le lundi 10 août 2026',
        'Clause      à dire : une échéance manquée rend le reste dû (5)',
        'Le premier versement passe le mardi 9 juin 2026 : demandez une somme avant.',
      ].join('\n'),
    );
  });

  it('answers ten a month on six hundred with figures', () => {
    const call = play(planned('plan_terms=each:1000'), setup);
    expect(text(panel(call, 'fr'))).toBe(
      [
        'Total       600,00 € · 10,00 € à la fois, chaque mois',
        "60 mois, jusqu'en mai 2031 : trop long. De quoi finir d'ici décembre 2026 ?",
        'Tient à partir de 100,00 € à la fois (6 fois).',
      ].join('\n'),
    );
  });

  it('says what would hold before anything is offered', () => {
    expect(text(panel(play(planned(), setup), 'en'))).toContain('At most 6 times, at least €50.00 a time');
  });

  it('puts six payments in two columns, in reading order', () => {
    const lines = panel(play(planned('plan_terms=count:6', 'plan_day=2026-06-10'), setup), 'en');
    expect(lines[0]).toMatch(/^Payments {4}1 {2}€100\.00 {2}Wed 10 June\s+2 {2}€100\.00 {2}Fri 10 July$/);
    expect(lines[2]).toMatch(/^ {12}5 .* {2}6 /);
  });
});

describe('the alarms', () => {
  it('rings when they paid to another account, and names both ends', () => {
    const lines = text(panel(at('paid', claimed('1234')), 'fr'));
    expect(lines).toContain('Compte      …1234, pas le vôtre');
    expect(lines).toContain('le vôtre finit par 0189');
    expect(text(panel(at('paid', claimed('0189')), 'fr'))).toContain('Compte      …0189, le vôtre ✓');
  });

  it('rings without an account of ours, too', () => {
    const setup = aSetup({ caller: { ...aSetup().caller, ibanLast4: null } });
    const lines = panel(
      play(
        [
          ...listened('paid'),
          'other_account',
          'claim_day=2026-05-26',
          'claim_amount=84000',
          'claim_account=1234',
          'claim_reference=',
        ],
        setup,
      ),
      'en',
    );
    expect(text(lines)).toContain('That is not your account.');
  });

  it('shows the proof of the first copy when a second one is asked for', () => {
    const call = play([...listened('not_received'), 'address=compta@roussel.example'], full);
    expect(text(panel(call, 'en'))).toContain(
      'Already sent on Tuesday 26 May 2026 to jules@roussel.example.',
    );
    expect(text(panel(call, 'en'))).toContain('No copy on file');
  });

  it('tells a complaint that comes after a chase, and one that was settled', () => {
    const late = at('dispute', disputed, full);
    expect(text(panel(late, 'fr'))).toContain('Premier reproche, après une relance');
    const settled = {
      number: 'F-2026-044',
      words: 'photos',
      on: day('2026-05-12'),
      resolution: 'photos refaites',
    };
    const again = at('dispute', disputed, { ...full, settledDisputes: [settled] });
    expect(text(panel(again, 'fr'))).toContain('F-2026-044, déjà réglé le mar. 12 mai : photos refaites');
  });

  it('tells a call back that is far, and a second one in a row', () => {
    const call = play(['person', 'yes', 'bad_moment', 'callback_day=2026-06-30', 'callback_time=870'], full);
    expect(text(panel(call, 'en'))).toMatch(
      /That is far: offer a day before Friday 12 June 2026\.\nSecond call back/,
    );
  });
});

describe('the ladder', () => {
  it('marks what was refused, what is on offer and where the fallback lies', () => {
    const lines = text(panel(play([...listened('forgot'), 'nothing', ' ']), 'fr')).split('\n');
    expect(lines[0]).toMatch(/^ {2}1 {2}840,00 € aujourd'hui +refusé$/);
    expect(lines[1]).toMatch(/^→ 2 {2}840,00 € le .* +proposé$/);
    expect(lines[2]).toMatch(/^ {2}3 {2}420,00 € aujourd'hui, 420,00 € le .* +repli$/);
    expect(lines[3]).toMatch(/^ {2}4 {2}840,00 € en plusieurs fois.* +sous le repli$/);
  });
});

describe('the summary and the review', () => {
  it('lists what I promised and what was put aside', () => {
    const call = play([...promised, ' ']);
    const heard = {
      ...call.heard,
      own: [{ text: 'envoyer le devis', on: day('2026-06-05'), minutes: 600 }],
      topics: ['le site'],
      copyTo: 'jules@roussel.example',
    };
    expect(text(panel({ ...call, heard }, 'fr')).split('\n')).toEqual([
      'Ma parole   envoyer le devis · ven. 5 juin · 10 h',
      'Sujet       le site · jeu. 4 juin',
      'Copie à     jules@roussel.example',
    ]);
  });

  it('marks the scores that the record gave', () => {
    const lines = text(panel(at('review', reviewed), 'fr')).split('\n');
    expect(lines).toContain('ton         2/2 · juste');
    expect(lines.some((line) => /^durée +2\/2 · court · d'après l'appel$/.test(line))).toBe(true);
  });
});
