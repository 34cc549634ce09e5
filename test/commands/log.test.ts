import { describe, expect, it } from 'vitest';
import { registerClient } from '../../src/commands/client.ts';
import { registerInvoice } from '../../src/commands/invoice.ts';
import { registerLog } from '../../src/commands/log.ts';
import { day, momentOf } from '../../src/domain/day.ts';
import { aDesk, type Desk, type DeskSetting, fillDesk } from '../support/desk.ts';

const commands = [registerClient, registerInvoice, registerLog];

async function filled(setting: Omit<DeskSetting, 'commands'> = {}): Promise<Desk> {
  const desk = aDesk({ commands, ...setting });
  await fillDesk(aDesk({ commands, ledger: desk.ledger }));
  return desk;
}

function standingOf({ ledger }: Desk, text: string) {
  return ledger.standings.one(ledger.clients.find(text)[0]?.id ?? 0);
}

describe('dun log: the same records and the same next action as a call', () => {
  // Tuesday 2 June 2026, 10:15.
  it.each([
    ['promise', ['--on', 'vendredi', '--amount', 'tout'], 'promise', 'check_account', '2026-06-09', null],
    [
      'promise',
      ['--on', 'vendredi', '--condition', 'si leur client paie'],
      'intent',
      'call',
      '2026-06-12',
      null,
    ],
    ['duplicate', [], 'duplicate_sent', 'follow_up', '2026-06-09', null],
    ['approval', ['--on', 'jeudi 11h'], 'approval', 'approve', '2026-06-04', 660],
    ['callback', ['--on', 'jeudi 14h30'], 'callback', 'call', '2026-06-04', 870],
    ['callback', ['--on', 'demain à 9 h'], 'callback', 'call', '2026-06-03', 540],
    ['callback', ['--on', '2026-06-03T09:00'], 'callback', 'call', '2026-06-03', 540],
    ['voicemail', [], 'voicemail', 'call', '2026-06-04', 840],
    ['no-answer', [], 'no_answer', 'call', '2026-06-03', 840],
    ['busy', ['--at', '2026-06-01 15:00'], 'busy', 'call', '2026-06-02', 570],
    ['bad-number', [], 'bad_number', 'email', '2026-06-02', null],
    ['message', [], 'message_left', 'call', '2026-06-03', null],
    ['paid', ['--on', 'hier'], 'paid_claimed', 'check_account', '2026-06-04', null],
    ['no-date', [], 'no_date', 'call', '2026-06-05', null],
    ['refusal', [], 'refusal', 'announce', '2026-06-02', null],
    ['angry', [], 'angry', 'call', '2026-06-04', 840],
    ['distress', [], 'distress', 'call', '2026-06-16', null],
    ['insolvency', ['--on', '2026-07-31'], 'insolvency', 'declare_claim', '2026-07-31', null],
  ] as const)('%s %j', async (...[name, argv, outcome, action, followUpOn, followUpAt]) => {
    const desk = await filled();
    const { out } = await desk.dun('log', 'roussel', '--outcome', name, '--note', 'ses mots', ...argv);
    const [attempt] = standingOf(desk, 'roussel').attempts;
    expect(attempt).toMatchObject({ note: 'ses mots', contactId: 1 });
    expect(attempt?.outcomes).toMatchObject([{ outcome, action, followUpOn, followUpAt, contactId: 1 }]);
    expect(out).toContain('Ensuite\u00a0: ');
  });

  it('says what is noted, what follows and that it can be written down', async () => {
    const { dun } = await filled();
    const { out } = await dun('log', 'roussel', '--outcome', 'callback', '--on', 'jeudi 14h30');
    expect(out.split('\n')).toEqual([
      "Menuiserie Roussel\u00a0: rappel convenu, c'est noté.",
      'Ensuite\u00a0: appeler, jeudi 4 juin 2026 à 14\u00a0h\u00a030.',
      "→ dun memo menuiserie-roussel pour l'écrire tant que c'est frais",
    ]);
  });

  it.each([
    ['a promise that runs', ['promise', '--on', 'vendredi'], ['callback', '--on', 'jeudi 14h30'], 'regarder le compte, vendredi 5 juin 2026.'],
    ['a pause that lasts', ['distress'], ['no-answer'], 'appeler, mardi 16 juin 2026.'],
    ['a call back agreed for later', ['callback', '--on', 'vendredi 11h'], ['busy'], 'appeler, vendredi 5 juin 2026 à 11\u00a0h.'],
  ])('says what follows beside %s', async (_, first, ...[[outcome = '', ...flags], expected]) => {
    const { dun } = await filled();
    await dun('log', 'roussel', '--at', '9:00', '--outcome', ...first);
    const { out } = await dun('log', 'roussel', '--outcome', outcome, ...flags);
    expect(out.split('\n')[1]).toBe(`Ensuite\u00a0: ${expected}`);
  }); // biome-ignore format: one case a row

  it('says once what follows a plan over several invoices', async () => {
    const { dun } = await filled();
    await dun('invoice', 'add', 'roussel', '--number', 'F-2', '--amount', '500', '--due', '2026-05-30');
    const { out } = await dun('log', 'roussel', '--outcome', 'plan', '--count', '3', '--first', '2026-06-05');
    expect(out.split('\n').filter((line) => line.startsWith('Ensuite'))).toEqual([
      'Ensuite\u00a0: regarder le compte, vendredi 5 juin 2026.',
    ]);
  });

  it('ties the promise to the contact, and lets a new one take the place of a live one', async () => {
    const desk = await filled();
    await desk.dun('log', 'roussel', '--outcome', 'promise', '--on', 'vendredi', '--contact', 'Jules');
    await desk.dun('log', 'roussel', '--outcome', 'promise', '--on', 'lundi', '--at', '10:40');
    const [first, second] = standingOf(desk, 'roussel').promises;
    expect(first).toMatchObject({
      callId: 1,
      promiser: 'Jules',
      contactId: 1,
      changes: [{ kind: 'moved', replacedBy: 2 }],
    });
    expect(second).toMatchObject({ callId: 2, changes: [], parts: [{ promisedOn: '2026-06-08' }] });
  });

  it('opens a dispute on a part, with a day to settle it', async () => {
    const desk = await filled();
    await desk.dun(
      'log',
      'roussel',
      '--outcome',
      'dispute',
      '--amount',
      '240',
      '--note',
      'deux pages manquent',
      '--type',
      'technical',
    );
    expect(standingOf(desk, 'roussel').disputes).toMatchObject([
      {
        disputed: { minor: 24_000 },
        words: 'deux pages manquent',
        type: 'technical',
        resolveOn: '2026-06-16',
        ground: 'to_check',
        callId: 1,
      },
    ]);
  });

  it.each([
    ['administrative', '2026-06-04'],
    ['commercial', '2026-06-09'],
    ['technical', '2026-06-16'],
  ])('gives a dispute of the %s kind until %s', async (type, resolveOn) => {
    const desk = await filled();
    await desk.dun('log', 'roussel', '--outcome', 'dispute', '--note', 'x', '--type', type);
    expect(standingOf(desk, 'roussel').disputes[0]?.resolveOn).toBe(resolveOn);
  });

  it('knows when it was, and counts the days from there', async () => {
    const desk = await filled();
    await desk.dun('log', 'roussel', '--outcome', 'no-date', '--at', 'hier 15h', '--channel', 'call');
    const [attempt] = standingOf(desk, 'roussel').attempts;
    expect(attempt).toMatchObject({
      on: '2026-06-01',
      channel: 'call',
      startedAt: momentOf(day('2026-06-01'), 15 * 60),
    });
    expect(attempt?.outcomes[0]?.followUpOn).toBe('2026-06-04');
  });

  it('marks a wrong number', async () => {
    const desk = await filled();
    await desk.dun('log', 'roussel', '--outcome', 'bad-number');
    expect(standingOf(desk, 'roussel').contacts[0]?.isPhoneInvalid).toBe(true);
  });
});

describe('a call back that buys time', () => {
  const again = ['log', 'roussel', '--outcome', 'callback', '--on'];
  it.each([
    ['the last day without a word', [], '2026-06-12', /^$/],
    [
      'a day beyond it',
      [],
      '2026-06-13',
      "C'est loin\u00a0: proposez un jour avant le vendredi 12 juin 2026.",
    ],
    ['the second in a row', ['callback'], '2026-06-04', /^Deuxième rappel de suite/],
    ['after something else', ['callback', 'no-date'], '2026-06-04', /^$/],
  ] as const)('%s', async (...[, before, on, expected]) => {
    const desk = await filled();
    for (const [at, outcome] of before.entries())
      await desk.dun('log', 'roussel', '--outcome', outcome, '--at', `8:0${at}`, '--on', '2026-06-02');
    const { notes } = await desk.dun(...again, on);
    expect(notes).toMatch(expected);
  });
});

describe('instalment plans', () => {
  const rows = (desk: Desk) =>
    standingOf(desk, 'roussel').promises[0]?.parts.map(({ amount, promisedOn }) => [
      amount.minor,
      promisedOn,
    ]);

  it('splits what is open to the cent', async () => {
    const desk = await filled();
    const { notes } = await desk.dun(
      'log',
      'roussel',
      '--outcome',
      'plan',
      '--count',
      '3',
      '--every',
      'week',
      '--first',
      '2026-06-05',
    );
    expect(rows(desk)).toEqual([
      [28_000, '2026-06-05'],
      [28_000, '2026-06-12'],
      [28_000, '2026-06-19'],
    ]);
    expect(notes).toBe('');
    expect(standingOf(desk, 'roussel').attempts[0]?.outcomes).toMatchObject([
      { outcome: 'plan', followUpOn: '2026-06-09' },
    ]);
  });

  it('takes an amount per row, the rest in the last one', async () => {
    const desk = await filled();
    await desk.dun('log', 'roussel', '--outcome', 'plan', '--amount', '300', '--first', '2026-06-05');
    expect(rows(desk)).toEqual([
      [30_000, '2026-06-05'],
      [30_000, '2026-07-05'],
      [24_000, '2026-08-05'],
    ]);
  });

  it('says to look at the account from the promised day on, as the client file does', async () => {
    const { dun } = await filled();
    const { out } = await dun('log', 'roussel', '--outcome', 'promise', '--on', '2026-06-05');
    expect(out).toContain('Ensuite\u00a0: regarder le compte, vendredi 5 juin 2026.');
    expect((await dun('client', 'show', 'roussel')).out).toContain(
      'regarder le compte, vendredi 5 juin 2026',
    );
  });

  it('says what makes plans fail', async () => {
    const { dun } = await filled();
    const { notes } = await dun(
      'log',
      'roussel',
      '--outcome',
      'plan',
      '--amount',
      '20',
      '--first',
      '2026-06-30',
    );
    expect(notes.split('\n')).toHaveLength(5);
    expect(notes).toContain('Le plan compte plus de 6 versements\u00a0: autant à surveiller.');
    expect(notes).toContain('Aucun virement ne part un dimanche 30 août 2026');
  });

  it.each([
    ['one row', ['--count', '1', '--first', 'vendredi'], 'value.count'],
    ['all at once', ['--amount', '840', '--first', 'vendredi'], 'log.no_plan'],
    ['rows for years', ['--amount', '1', '--first', 'vendredi'], 'log.no_plan'],
    ['no first day', ['--count', '3'], 'value.missing'],
    ['no rows', ['--first', 'vendredi'], 'value.missing'],
  ] as const)('refuses %s', async (...[, argv, key]) => {
    const desk = await filled();
    await expect(desk.dun('log', 'roussel', '--outcome', 'plan', ...argv)).rejects.toMatchObject({
      key,
      exitCode: 2,
    });
    expect(standingOf(desk, 'roussel').attempts).toEqual([]);
  });
});

describe('what is missing', () => {
  it.each([
    [['roussel'], 'value.missing', 2],
    [['roussel', '--outcome', 'maybe'], 'value.choice', 2],
    [['roussel', '--outcome', 'promise'], 'value.missing', 2],
    [['roussel', '--outcome', 'callback'], 'value.missing', 2],
    [['roussel', '--outcome', 'callback', '--on', 'hier'], 'value.past_day', 2],
    [
      ['roussel', '--outcome', 'callback', '--at', '2026-05-29 10:00', '--on', '2026-05-28'],
      'value.before_contact',
      2,
    ],
    [['roussel', '--outcome', 'paid', '--on', '2026-06-03'], 'value.future_day', 2],
    [
      ['roussel', '--outcome', 'paid', '--at', '2026-05-29 10:00', '--on', '2026-06-01'],
      'value.after_contact',
      2,
    ],
    [['roussel', '--outcome', 'dispute'], 'value.missing', 2],
    [['roussel', '--outcome', 'dispute', '--note', 'x', '--amount', '900'], 'log.dispute_too_much', 2],
    [['canal', '--outcome', 'dispute', '--note', 'x'], 'log.which_invoice', 2],
    [['canal', '--outcome', 'dispute', '--note', 'x', '--invoice', 'F-0'], 'promise.no_such_invoice', 66],
    [['roussel', '--outcome', 'voicemail', '--at', '2026-06-03 10:00'], 'value.future_day', 2],
    [['roussel', '--outcome', 'voicemail', '--channel', 'fax'], 'value.choice', 2],
    [['nobody', '--outcome', 'voicemail'], 'client.unknown', 66],
  ] as const)('unattended, %j', async (argv, key, exitCode) => {
    const desk = await filled();
    await expect(desk.dun('log', ...argv)).rejects.toMatchObject({ key, exitCode });
    expect(standingOf(desk, 'roussel').attempts).toEqual([]);
  });

  it('is asked for on a terminal', async () => {
    const desk = await filled({ answers: ['une promesse', 'vendredi', 'moitié'] });
    await desk.dun('log', 'roussel');
    expect(standingOf(desk, 'roussel').promises[0]?.parts).toMatchObject([
      { amount: { minor: 42_000 }, promisedOn: '2026-06-05' },
    ]);
    expect(desk.unused).toEqual([]);
  });

  it('asks which invoice is disputed, and for their words', async () => {
    const desk = await filled({ answers: ['un litige', 'F-2026-047', 'trop cher'] });
    await desk.dun('log', 'canal');
    expect(standingOf(desk, 'canal').disputes).toMatchObject([
      { words: 'trop cher', disputed: { minor: 29_050 } },
    ]);
    expect(desk.unused).toEqual([]);
  });
});
