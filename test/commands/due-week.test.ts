import { describe, expect, test } from 'vitest';
import { runDue } from '../../src/commands/due.ts';
import { day } from '../../src/domain/day.ts';
import { aMorning, dueServices, owing } from '../support/due-services.ts';
import { widthOf } from '../../src/terminal/style.ts';

type Setting = Parameters<typeof dueServices>[1];

async function week(setting: Setting = {}, ledger = aMorning()): Promise<string[]> {
  const services = dueServices(ledger, setting);
  await runDue(services, { week: true });
  return services.lines.map((line) => line.replaceAll('\u00a0', ' '));
}

/** As many clients as a bad month brings, all to be rung today. */
function aCrowd(count: number): ReturnType<typeof aMorning> {
  const ledger = aMorning();
  for (let at = 1; at <= count; at += 1)
    owing(ledger, {
      handle: `crowd-${at}`,
      name: `Client numéro ${at} de la liste`,
      who: ['Ana', `Costa ${at}`, '+32470123456'],
      amount: 100 * at,
      dueOn: '2026-05-11',
    });
  return ledger;
}

describe('dun due --week', () => {
  test('in French, at 80 columns', async () => {
    const ledger = aMorning();
    const [client] = ledger.clients.find('canal');
    ledger.commitments.add({
      clientId: client?.id ?? 0,
      callId: null,
      text: 'envoyer le bon',
      dueOn: day('2026-06-11'),
      dueAt: 9 * 60,
    });
    expect(await week({ callsPerDay: 1 }, ledger)).toEqual([
      'Mardi 9 juin 2026 · 1 appel',
      '  matin       Menuiserie Roussel    840,00 €  promesse du 5 juin non tenue',
      '',
      'Mercredi 10 juin 2026 · 1 appel',
      '  matin       Brasserie du Canal    890,00 €  11 jours sans contact, 29 jours de',
      '                                              retard (prévu le 9 juin)',
      '',
      'Jeudi 11 juin 2026 · aucun appel',
      '  9 h         Brasserie du Canal    890,00 €  vous avez promis : envoyer le bon',
      '',
      'Vendredi 12 juin 2026 · aucun appel',
      '  attendu     Atelier Noor          420,00 €  promesse du 12 juin en cours',
      '',
      'Lundi 15 juin 2026 · 1 appel',
      '  après-midi  Clinique des Lices  1 200,00 €  litige, réponse attendue le 15',
      '                                              juin',
      '',
      'Un appel par jour au plus (dun config set calls_per_day).',
    ]);
  });

  test('in English, without a limit', async () => {
    const lines = await week({ language: 'en' });
    expect(lines[0]).toBe('Tuesday 9 June 2026 · 2 calls');
    expect(lines[1]).toContain('morning');
    expect(lines.join('\n')).not.toContain('at most');
  });

  test('what finds no room is named', async () => {
    const lines = await week({ callsPerDay: 1 }, aCrowd(12));
    const text = lines.join(' ');
    expect(text).toContain('Sans place cette semaine');
    expect(text).toMatch(/\d autres/);
  });

  test.each([40, 60, 80, 120])('no line is wider than %i columns', async (width) => {
    for (const line of await week({ width, callsPerDay: 2 }, aCrowd(8)))
      expect(widthOf(line)).toBeLessThanOrEqual(width);
  });

  test('nothing at all', async () => {
    expect(await week({ on: '2026-05-01' })).not.toEqual([]);
    expect(await week({ on: '2026-03-01' })).toEqual(['Rien à prévoir dans les sept jours.']);
  });

  test('as JSON: the list of today, and the plan beside it', async () => {
    const services = dueServices(aMorning(), { isJson: true, callsPerDay: 1 });
    await runDue(services, { week: true });
    const document = services.documents[0] as {
      schema: string;
      items: unknown[];
      week: { days: { on: string; calls: { handle: string; wantedOn: string; half: string }[] }[] };
    };
    expect(document.schema).toBe('dun.due/1');
    expect(document.items).toHaveLength(2);
    expect(
      document.week.days
        .map(({ on, calls }) => [on, calls.map(({ handle, half, wantedOn }) => [handle, half, wantedOn])])
        .slice(0, 2),
    ).toEqual([
      ['2026-06-09', [['roussel', 'morning', '2026-06-09']]],
      ['2026-06-10', [['canal', 'morning', '2026-06-09']]],
    ]);
  });
});
