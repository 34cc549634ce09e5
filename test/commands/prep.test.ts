import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import type { CommandHost } from '../../src/cli/context.ts';
import { type PrepOptions, registerPrep, runPrep } from '../../src/commands/prep.ts';
import { day, momentOf } from '../../src/domain/day.ts';
import { DunError } from '../../src/domain/errors.ts';
import { loadWords } from '../../src/script/words.ts';
import { aClient, aPayment, euros } from '../support/a-standing.ts';
import { aLedgerWithRoussel, anEmptyLedger, prepServices, wordFolders } from '../support/prep-services.ts';

/** What was printed, in the form in which it is kept. */
function printed({ lines }: { readonly lines: readonly string[] }): string {
  return `${lines.join('\n')}\n`;
}

describe('the page (screens, dun prep)', () => {
  test.each(['fr', 'en'] as const)('%s', async (language) => {
    const services = prepServices(aLedgerWithRoussel(language), { language });
    await runPrep(services, { client: 'roussel', yes: true });
    await expect(printed(services.seen)).toMatchFileSnapshot(`../golden/prep.${language}.txt`);
    expect(services.seen.lines.length).toBeLessThanOrEqual(38);
    expect(services.seen.notes).toEqual(['→ dun call roussel']);
  });

  test('the screen speaks the user’s language, the opening and the answers the client’s', async () => {
    const services = prepServices(aLedgerWithRoussel('fr'), { language: 'en' });
    await runPrep(services, { client: 'roussel', yes: true });
    const text = printed(services.seen);
    expect(text).toContain('Goal ');
    expect(text).toContain('«\u00a0Bonjour');
    expect(text).toContain('« Cela arrive.'.replace(' ', '\u00a0'));
  });
});

describe('what is recorded', () => {
  const cases: readonly (readonly [string, Omit<PrepOptions, 'client'>, { isJson?: boolean }, boolean])[] = [
    ['no terminal', {}, {}, true],
    ['--yes', { yes: true }, {}, true],
    ['--print alone', { print: true }, {}, false],
    ['--print with a goal', { print: true, max: 'tout' }, {}, true],
    ['--json alone', {}, { isJson: true }, false],
    ['--json --yes', { yes: true }, { isJson: true }, true],
  ];
  test.each(cases)('%s', async (...row) => {
    const [, options, setting, isRecorded] = row;
    const services = prepServices(aLedgerWithRoussel(), setting);
    await runPrep(services, { client: 'roussel', ...options });
    expect(services.ledger.preps.lastAny() !== undefined).toBe(isRecorded);
  });

  test('goal and fallback in words and amounts, opening, voicemail plan, answers', async () => {
    const services = prepServices(aLedgerWithRoussel());
    await runPrep(services, {
      client: 'roussel',
      yes: true,
      answer: ['own_fault=oui', 'side_promises=une remise = 5 %'],
    });
    const prep = services.ledger.preps.lastAny();
    expect(prep).toMatchObject({
      on: day('2026-06-09'),
      objectiveMax: "840,00\u00a0€ aujourd'hui, preuve à l'appui",
      goal: euros(840),
      fallback: euros(420),
      voicemailPlan: 'leave',
      answers: { own_fault: 'oui', side_promises: 'une remise = 5 %' },
    });
    expect(prep?.opening).toContain('840,00');
  });

  test.each(['fr', 'en'] as const)(
    'what was accepted in %s stays the proposed goal in the other language',
    async (spoken) => {
      const ledger = aLedgerWithRoussel();
      await runPrep(prepServices(ledger, { language: spoken }), { client: 'roussel', yes: true });
      const shown = (['fr', 'en'] as const).map(async (language) => {
        const services = prepServices(ledger, { language, isJson: true });
        await runPrep(services, { client: 'roussel' });
        const { objective } = services.seen.documents[0] as { objective: { max: object; why: object } };
        return { ...objective.max, ...objective.why, text: null };
      });
      const [french, english] = await Promise.all(shown);
      expect(english).toEqual(french);
      expect(english).toMatchObject({ kind: 'pay' });
    },
  );

  test('a second prep of the day goes on with what was chosen; answers are never asked again', async () => {
    const { ledger } = prepServices(aLedgerWithRoussel());
    await runPrep(prepServices(ledger), {
      client: 'roussel',
      max: '600',
      opening: 'Bonjour Jules.',
      answer: ['news=un salon'],
    });
    const again = prepServices(ledger);
    await runPrep(again, { client: 'roussel' });
    expect(ledger.preps.lastAny()).toMatchObject({
      goal: euros(600),
      opening: 'Bonjour Jules.',
      answers: { news: 'un salon' },
    });
    expect(printed(again.seen)).toContain('But         600,00\u00a0€ · choisi par vous');
    ledger.payments.add(aPayment(null, '2026-06-09', 300));
    const paid = prepServices(ledger);
    await runPrep(paid, { client: 'roussel' });
    expect(printed(paid.seen)).toContain('But         540,00\u00a0€ aujourd');
  });
});

describe('what the user may set', () => {
  const goals: readonly (readonly [PrepOptions['max'], PrepOptions['min'], string, string])[] = [
    [
      '600',
      undefined,
      '600,00\u00a0€',
      "50\u00a0% aujourd'hui (420,00\u00a0€), le reste d'ici le mardi 16 juin",
    ],
    ['moitié', '100', '420,00\u00a0€', '100,00\u00a0€'],
    ['400', undefined, '400,00\u00a0€', '400,00\u00a0€'],
    ['un plan signé', 'une date', 'un plan signé', 'une date'],
    ['840', '840', '840,00\u00a0€', '840,00\u00a0€'],
  ];
  test.each(goals)('--max %s --min %s', async (...row) => {
    const [max, min, objectiveMax, objectiveMin] = row;
    const services = prepServices(aLedgerWithRoussel());
    await runPrep(services, {
      client: 'roussel',
      ...(max === undefined ? {} : { max }),
      ...(min === undefined ? {} : { min }),
    });
    expect(services.ledger.preps.lastAny()).toMatchObject({ objectiveMax, objectiveMin });
  });

  const faults: readonly (readonly [string, Omit<PrepOptions, 'client'>, string, number])[] = [
    ['zero', { max: '0' }, 'prep.bad_amount', 2],
    ['less than nothing', { max: '-5' }, 'prep.bad_amount', 2],
    ['another currency', { max: '5 £' }, 'prep.bad_amount', 2],
    ['more than is open', { max: '840,01' }, 'prep.over_amount', 2],
    ['a fallback above the goal', { max: '300', min: '400' }, 'prep.min_over_max', 2],
    ['an empty goal', { min: '  ' }, 'prep.empty_text', 2],
    ['an empty opening', { opening: '' }, 'prep.empty_text', 2],
    ['an unknown question', { answer: ['weather=fine'] }, 'prep.bad_answer', 2],
    ['an answer without a question', { answer: ['oui'] }, 'prep.bad_answer', 2],
    ['an unknown voicemail plan', { voicemail: 'shout' }, 'value.choice', 2],
  ];
  test.each(faults)('%s is refused, nothing is recorded', async (...row) => {
    const [, options, key, exitCode] = row;
    const services = prepServices(aLedgerWithRoussel());
    await expect(runPrep(services, { client: 'roussel', ...options })).rejects.toMatchObject({
      key,
      exitCode,
    });
    expect(services.ledger.preps.lastAny()).toBeUndefined();
  });

  test('every fault has words and a next step in both languages', () => {
    const values = { option: '--max', value: '0', client: 'x', open: '1', min: '1', max: '1', keys: 'news' };
    for (const language of ['fr', 'en'] as const) {
      const words = loadWords(language, wordFolders);
      for (const [, , key] of faults.filter(([, , name]) => name.startsWith('prep.'))) {
        expect(words.label(key, values)).not.toBe('');
        expect(words.label(`${key}.hint`, values)).not.toBe('');
      }
    }
  });

  test('a name that fits several clients is refused without a terminal', async () => {
    const ledger = aLedgerWithRoussel();
    ledger.clients.add(aClient({ handle: 'roussel-2', name: 'Roussel et Fils' }));
    await expect(runPrep(prepServices(ledger), { client: 'rouss' })).rejects.toMatchObject({ exitCode: 66 });
  });
});

describe('on a terminal', () => {
  const stories: readonly (readonly [
    string,
    readonly string[],
    boolean,
    'call' | 'done',
    readonly string[],
  ])[] = [
    ['Enter goes on to the call', [''], true, 'call', []],
    ['q leaves nothing behind', ['q'], false, 'done', []],
    ['a changed plan is kept when leaving', ['v', 'q'], true, 'done', ['Préparation enregistrée.']],
    ['i prints and keeps', ['i'], true, 'done', ['Préparation enregistrée.']],
    ['a goal in the English letter', ['g', '600', '', 'q'], true, 'done', ['Préparation enregistrée.']],
    ['the same goal again', ['b', '', '', 'q'], false, 'done', []],
    ['an own opening', ['o', 'Bonjour Jules.', ''], true, 'call', []],
    ['answers to oneself', ['m', 'oui', 'non', '', '', '', '', ''], true, 'call', []],
  ];
  test.each(stories)('%s', async (...row) => {
    const [, answers, isRecorded, next, notes] = row;
    const services = prepServices(aLedgerWithRoussel(), { answers });
    expect(await runPrep(services, { client: 'roussel' })).toBe(next);
    expect(services.left).toEqual([]);
    expect(services.seen.notes).toEqual(notes);
    expect(services.ledger.preps.lastAny() !== undefined).toBe(isRecorded);
  });

  test.each<[string, readonly string[], object]>([
    ['after one answer', ['m', 'oui'], { answers: { own_fault: 'oui' } }],
    ['after an answer left out', ['m', 'oui', '', 'très'], { answers: { own_fault: 'oui', happy: 'très' } }],
    ['after a goal', ['b', '600', 'moitié'], { goal: euros(600), fallback: euros(420) }],
    ['after a plan', ['v'], { voicemailPlan: 'skip' }],
    ['after an opening', ['o', 'Bonjour Jules.'], { opening: 'Bonjour Jules.' }],
  ])('a window that closes keeps what was settled: %s', async (_, answers, kept) => {
    const services = prepServices(aLedgerWithRoussel(), { answers });
    await expect(runPrep(services, { client: 'roussel' })).rejects.toThrow('unexpected question');
    expect(services.ledger.preps.lastAny()).toMatchObject({ ...kept, seconds: null });
  });

  test('a goal that cannot be is told and asked for again', async () => {
    const services = prepServices(aLedgerWithRoussel(), {
      answers: ['b', '900', '', 'b', '600', 'moitié', ''],
    });
    await runPrep(services, { client: 'roussel' });
    expect(services.seen.notes[0]).toContain('dépasse ce qui est ouvert');
    expect(services.ledger.preps.lastAny()).toMatchObject({ goal: euros(600), fallback: euros(420) });
  });

  test('the page and its actions fill at most forty lines', async () => {
    const services = prepServices(aLedgerWithRoussel(), { answers: ['q'] });
    await runPrep(services, { client: 'roussel' });
    // Two lines of keys and the line of the question follow.
    expect(services.seen.lines.length).toBeLessThanOrEqual(37);
  });
});

describe('the time it took', () => {
  function clockwork(minutes: number) {
    let at = momentOf(day('2026-06-09'), 600);
    return { now: () => at, pass: () => (at += minutes * 60_000) };
  }

  test.each([
    ['from the open page to the call', ['', ''], 240],
    ['with a changed goal in between', ['b', '600', '', ''], 480],
  ])('is kept: %s', async (_, answers, seconds) => {
    const clock = clockwork(4);
    const services = prepServices(aLedgerWithRoussel(), { answers, now: clock.now });
    const key: typeof services.prompter.key = (question) => {
      clock.pass();
      return services.prompter.key(question);
    };
    const prompter = { ...services.prompter, key };
    await runPrep({ ...services, prompter }, { client: 'roussel' });
    expect(services.ledger.preps.lastAny()?.seconds).toBe(seconds);
  });

  test('is nobody’s where nobody was asked', async () => {
    const services = prepServices(aLedgerWithRoussel());
    await runPrep(services, { client: 'roussel', yes: true });
    expect(services.ledger.preps.lastAny()?.seconds).toBeNull();
  });
});

describe('of an earlier day', () => {
  test.each([[[]], [undefined]])(
    'the page is shown, nothing is asked and nothing kept (%j)',
    async (answers) => {
      const services = prepServices(aLedgerWithRoussel(), { isEarlier: true, ...(answers && { answers }) });
      expect(await runPrep(services, { client: 'roussel' })).toBe('done');
      expect(printed(services.seen)).toContain('Menuiserie Roussel');
      expect(services.ledger.preps.lastAny()).toBeUndefined();
      expect(services.seen.notes).toEqual([]);
    },
  );
});

test('nothing open: the page says so, nothing is recorded', async () => {
  const ledger = anEmptyLedger();
  ledger.clients.add(aClient());
  const services = prepServices(ledger);
  await runPrep(services, { client: 'roussel' });
  expect(printed(services.seen)).toContain("STOP        Rien d'ouvert chez ce client.");
  expect(ledger.preps.lastAny()).toBeUndefined();
});

test('an unknown client ends with 66', async () => {
  await expect(runPrep(prepServices(aLedgerWithRoussel()), { client: 'zzz' })).rejects.toBeInstanceOf(
    DunError,
  );
});

describe('registerPrep', () => {
  const lines: readonly (readonly [string, PrepOptions])[] = [
    ['prep roussel', { client: 'roussel' }],
    ['prep roussel --yes', { client: 'roussel', yes: true }],
    ['prep roussel --print --max 600 --min 50%', { client: 'roussel', print: true, max: '600', min: '50%' }],
    [
      'prep roussel --voicemail skip --opening Bonjour',
      { client: 'roussel', voicemail: 'skip', opening: 'Bonjour' },
    ],
    [
      'prep roussel --answer news=non own_fault=oui',
      { client: 'roussel', answer: ['news=non', 'own_fault=oui'] },
    ],
    [
      'prep roussel --answer news=non --answer happy=oui',
      { client: 'roussel', answer: ['news=non', 'happy=oui'] },
    ],
  ];
  test.each(lines)('%s', async (line, expected) => {
    const taken: PrepOptions[] = [];
    const words = loadWords('fr', wordFolders);
    // The frame around the help belongs to another area.
    const label = (key: string) => (key.startsWith('prep.') ? words.label(key) : key);
    const host: CommandHost = { words: { ...words, label }, context: async () => ({}) as never };
    const program = new Command('dun').exitOverride();
    registerPrep(program, host, async (_, options) => {
      taken.push(options);
      return 'done';
    });
    await program.parseAsync(line.split(' '), { from: 'user' });
    expect(taken).toEqual([expected]);
  });
});
