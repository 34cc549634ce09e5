import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runDue } from '../../src/commands/due.ts';
import { day } from '../../src/domain/day.ts';
import { calendarFile } from '../../src/documents/ics.ts';
import { aMorning, dueServices } from '../support/due-services.ts';
import { readByAnother } from '../support/ical-reader.ts';
import { type IcsComponent, readCalendar, valueOf } from '../support/ics-reader.ts';

type Setting = Parameters<typeof dueServices>[1];

/** The morning of the tests, with a callback at half past two and something promised by us. */
function aLedger(): ReturnType<typeof aMorning> {
  const ledger = aMorning();
  const [canal] = ledger.clients.find('canal');
  ledger.commitments.add({
    clientId: canal?.id ?? 0,
    callId: null,
    text: 'envoyer le bon; puis, dès lundi, « appeler »\nBEGIN:VEVENT',
    dueOn: day('2026-06-11'),
    dueAt: 14 * 60 + 30,
  });
  return ledger;
}

async function exported(
  ledger = aLedger(),
  setting: Setting = {},
  written = new Map<string, string>(),
): Promise<string> {
  const services = dueServices(ledger, setting);
  for (const [path, text] of written) services.written.set(path, text);
  await runDue(services, { ics: 'relances.ics' });
  for (const [path, text] of services.written) written.set(path, text);
  return services.written.get('/here/relances.ics') ?? '';
}

function eventsOf(file: string): Map<string, IcsComponent> {
  return new Map(readCalendar(file).children.map((event) => [valueOf(event, 'UID') ?? '', event]));
}

function told(file: string): string[] {
  return readCalendar(file)
    .children.map(
      (event) =>
        `${valueOf(event, 'DTSTART')} ${valueOf(event, 'STATUS') ?? ''} ${valueOf(event, 'SUMMARY')}`,
    )
    .map((line) => line.replaceAll('\u00a0', ' '));
}

describe('dun due --ics', () => {
  test('with --json the list is written out as well', async () => {
    const services = dueServices(aLedger(), { isJson: true });
    await runDue(services, { ics: 'relances.ics' });
    expect([...services.written.keys()]).toEqual(['/here/relances.ics']);
    expect(services.documents).toMatchObject([{ schema: 'dun.due/1', items: [{}, {}] }]);
  });

  test('a second reader finds every dated thing', async () => {
    expect(told(await exported())).toEqual([
      '20260605  Menuiserie Roussel : regarder le compte, 840,00 € promis',
      '20260609  Menuiserie Roussel : rappeler si 840,00 € ne sont pas arrivés',
      '20260611T143000  Brasserie du Canal, promis de votre côté : envoyer le bon; puis, dès lundi, « appeler » BEGIN:VEVENT',
      '20260612  Atelier Noor : regarder le compte, 420,00 € promis',
      '20260616  Atelier Noor : rappeler si 420,00 € ne sont pas arrivés',
      '20260615  Clinique des Lices : litige à régler, 1 200,00 € : « deux pages manquent »',
    ]);
  });

  test('an hour is a floating local time with a reminder ten minutes before, a day has one at nine', async () => {
    const events = [...eventsOf(await exported()).values()];
    const timed = events.find((event) => valueOf(event, 'DTSTART')?.includes('T'));
    const whole = events.find((event) => !valueOf(event, 'DTSTART')?.includes('T'));
    expect(timed && valueOf(timed, 'DURATION')).toBe('PT15M');
    expect(timed?.children.map((alarm) => valueOf(alarm, 'TRIGGER'))).toEqual(['-PT10M']);
    expect(whole?.properties.find(({ name }) => name === 'DTSTART')?.params).toEqual({ VALUE: 'DATE' });
    expect(whole?.children.map((alarm) => valueOf(alarm, 'TRIGGER'))).toEqual(['PT9H']);
  });

  test('a deadline is told at nine the day before too', async () => {
    const dispute = [...eventsOf(await exported())].find(([uid]) => uid.startsWith('dispute'))?.[1];
    expect(dispute?.children.map((alarm) => valueOf(alarm, 'TRIGGER'))).toEqual(['PT9H', '-PT15H']);
  });

  test('whom to ring and what to type stand in the description', async () => {
    const [event] = eventsOf(await exported()).values();
    expect(event && valueOf(event, 'DESCRIPTION')).toBe(
      'F-roussel\nJules Roussel · 03 88 00 11 22\ndun prep roussel',
    );
  });

  test('exported again, the same names come with a higher count; what is over is cancelled', async () => {
    const ledger = aLedger();
    const first = eventsOf(await exported(ledger));
    const [noor] = ledger.clients.find('noor');
    const [promise] = ledger.standings.one(noor?.id ?? 0).promises;
    ledger.promises.change(promise?.id ?? 0, {
      kind: 'withdrawn',
      on: day('2026-06-09'),
      reason: 'saisie par erreur',
      replacedBy: null,
    });
    const second = eventsOf(await exported(ledger, { minutes: 601 }));
    expect([...second.keys()].toSorted()).toEqual([...first.keys()].toSorted());
    for (const [uid, event] of second) {
      const before = first.get(uid);
      expect(Number(valueOf(event, 'SEQUENCE'))).toBeGreaterThan(
        Number(before && valueOf(before, 'SEQUENCE')),
      );
      expect(
        String(valueOf(event, 'LAST-MODIFIED')) > String(before && valueOf(before, 'LAST-MODIFIED')),
      ).toBe(true);
    }
    const over = [...second].filter(([, event]) => valueOf(event, 'STATUS') === 'CANCELLED');
    expect(over.map(([, event]) => [valueOf(event, 'DTSTART'), event.children.length])).toEqual([
      ['20260612', 0],
      ['20260616', 0],
    ]);
  });

  test('a program of others reads the same entries, hours and reminders, and what is over', async () => {
    const ledger = aLedger();
    const first = readByAnother(await exported(ledger));
    expect(first.map(({ start, end, alarms }) => [start, end, ...alarms])).toEqual([
      ['2026-06-05', '2026-06-06', 32_400],
      ['2026-06-09', '2026-06-10', 32_400],
      ['2026-06-11T14:30:00', '2026-06-11T14:45:00', -600],
      ['2026-06-12', '2026-06-13', 32_400],
      ['2026-06-16', '2026-06-17', 32_400],
      ['2026-06-15', '2026-06-16', 32_400, -54_000],
    ]);
    const [noor] = ledger.clients.find('noor');
    const [promise] = ledger.standings.one(noor?.id ?? 0).promises;
    const withdrawn = {
      kind: 'withdrawn',
      on: day('2026-06-09'),
      reason: 'erreur',
      replacedBy: null,
    } as const;
    ledger.promises.change(promise?.id ?? 0, withdrawn);
    const second = readByAnother(await exported(ledger, { minutes: 601 }));
    expect(second.map(({ uid }) => uid).toSorted()).toEqual(first.map(({ uid }) => uid).toSorted());
    const over = second.filter(({ status }) => status === 'CANCELLED');
    expect(over.map(({ start, alarms }) => [start, ...alarms])).toEqual([['2026-06-12'], ['2026-06-16']]);
    for (const { uid, sequence } of second)
      expect(sequence).toBeGreaterThan(first.find((one) => one.uid === uid)?.sequence ?? Infinity);
  });

  test('what was taken back since the last export leaves the calendar, without a word of it', async () => {
    const written = new Map<string, string>();
    const first = readByAnother(await exported(aLedger(), {}, written));
    // The same ledger without our own commitment: taken back, or of a client who was forgotten.
    const second = readByAnother(await exported(aMorning(), { minutes: 700 }, written));
    const [mark] = first.filter(({ uid }) => uid.startsWith('commitment'));
    expect(second.map(({ uid }) => uid).toSorted()).toEqual(first.map(({ uid }) => uid).toSorted());
    const gone = second.filter(({ status }) => status === 'CANCELLED');
    expect(gone).toMatchObject([
      {
        uid: mark?.uid,
        start: '2026-06-11T14:30:00',
        summary: 'repris, plus rien à faire',
        description: null,
        alarms: [],
      },
    ]);
    expect(gone[0]?.sequence).toBeGreaterThan(mark?.sequence ?? Infinity);
    // It stays gone, and nothing else is touched; a month after its day it leaves the file.
    expect(readByAnother(await exported(aMorning(), { minutes: 701 }, written))).toHaveLength(first.length);
    const later = await exported(aMorning(), { on: '2026-07-12' }, written);
    expect(later).not.toContain('UID:commitment');
    // Come back, it is an entry like the others.
    const back = readByAnother(await exported(aLedger(), { minutes: 702 }, written));
    expect(back.find(({ uid }) => uid === mark?.uid)).toMatchObject({ status: null });
  });

  test('a look at an earlier day cancels nothing', async () => {
    const written = new Map<string, string>();
    await exported(aLedger(), {}, written);
    expect(await exported(aMorning(), { isEarlier: true }, written)).not.toContain('CANCELLED');
  });

  test('its own file is replaced, a file of others is left alone', async () => {
    const written = new Map<string, string>();
    const ledger = aLedger();
    await exported(ledger, {}, written);
    await expect(exported(ledger, { minutes: 700 }, written)).resolves.toContain('BEGIN:VCALENDAR');
    const notes = new Map([['/here/relances.ics', 'mes notes']]);
    await expect(exported(ledger, {}, notes)).rejects.toMatchObject({ key: 'cli.file_exists', exitCode: 1 });
    expect(notes.get('/here/relances.ics')).toBe('mes notes');
  });

  test('in English', async () => {
    expect(told(await exported(aLedger(), { language: 'en' }))[0]).toBe(
      '20260605  Menuiserie Roussel: look at the account, €840.00 promised',
    );
  });

  test('whatever the words are, the second reader finds them as they were', () => {
    const unit = fc.constantFrom(
      'a',
      'É',
      '字',
      '👩‍🚒',
      ',',
      ';',
      '\\',
      '\n',
      '"',
      ':',
      'BEGIN:VALARM',
      ' ',
      '\\n',
      '=',
      'END',
    );
    const words = fc.array(unit, { minLength: 1, maxLength: 90 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(words, words, fc.option(fc.integer({ min: 0, max: 1439 })), (summary, description, at) => {
        const event = {
          uid: 'a-1@dun.invalid',
          on: day('2026-06-11'),
          at,
          summary,
          description,
          sequence: 1,
          isCancelled: false,
          alarm: summary,
          modified: 0,
        };
        const [read] = readCalendar(
          calendarFile({ language: 'fr', stamp: 0, name: summary, events: [event] }),
        ).children;
        expect(read && [valueOf(read, 'SUMMARY'), valueOf(read, 'DESCRIPTION')]).toEqual([
          summary,
          description,
        ]);
        const file = calendarFile({ language: 'fr', stamp: 0, name: summary, events: [event] });
        expect(readByAnother(file)).toMatchObject([{ summary, description }]);
      }),
    );
  });
});
