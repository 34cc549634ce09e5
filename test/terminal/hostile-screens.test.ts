import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runMemo } from '../../src/commands/memo.ts';
import { runPrep } from '../../src/commands/prep.ts';
import type { CallSetup } from '../../src/domain/call/state.ts';
import { day, momentOf } from '../../src/domain/day.ts';
import { type Ledger, openLedger } from '../../src/store/ledger.ts';
import { widthOf } from '../../src/terminal/style.ts';
import { aSetup } from '../support/a-call.ts';
import { aClient, aContact, anAttempt, anInvoice, anOutcome, aProfile } from '../support/a-standing.ts';
import { aPlayedCall } from '../support/call-stage.ts';
import { hostileStrings, leaks } from '../support/hostile.ts';
import { aDesk } from '../support/memo-services.ts';
import { anEmptyLedger, prepServices } from '../support/prep-services.ts';
import { runDun } from '../support/run-dun.ts';
import { Home, Terminal } from '../support/terminal.ts';

/** Every text of a call that comes from somewhere else. */
function hostileSetup(text: string): CallSetup {
  const [invoice] = aSetup().invoices;
  return aSetup({
    clientName: text,
    contact: { id: 7, firstName: text, lastName: text, role: 'owner', phone: text, email: text },
    caller: {
      firstName: text,
      lastName: text,
      business: text,
      phone: text,
      ibanLast4: '0189',
      methods: [text],
    },
    invoices: invoice ? [{ ...invoice, number: text, service: text, reference: text }] : [],
    objective: { ...aSetup().objective, max: text, min: text, head: text },
    steps: [text],
    settledDisputes: [{ number: text, words: text, on: day('2026-03-02'), resolution: text }],
    ownOpening: text,
  });
}

const note = (text: string) => ['n', text, 'enter'];
const promise = ['1', '1', '1', '1', 't', '+', '3', 'enter'];
/** Walks that together show every state, panel and message. */
const listen = ['1', '1', '1', ' '];
const walks = (text: string): readonly (readonly string[])[] => [
  [...note(text), '1', '3', '1', text, 'enter', ...note(text), ' ', ' ', '2', 'a', '@', 'b', '.', 'f', 'r', 'enter', '3', text, 'enter'],
  ['2', '5', text, 'enter', '7', text, 'enter', '8', text, 'enter', '2', '+', '1', 'enter', '9', 'h', 'enter', '3', text, 'enter', ' ', ' ', ' '],
  ['3', '1'],
  ['4', ' '],
  [...promise, '4', text, 'enter', '2', 'f', ' ', ' ', '1', '4', text, 'enter', ' ', ' ', ...note(text), ' ', '1', '2', '1', '0', text, 'enter'],
  [...promise.slice(0, 5), text, 'enter', 'esc', text, 'enter', 'esc', 'n', text],
  ['1', '1', '1', '1', text, 'enter', text, 'h', 'h', '?', 'x'],
  [...listen, '3', '1', 'h', 'i', 'e', 'r', 'enter', 'enter', '4', '4', '4', '4', 'enter', text, 'enter', ' ', ' ', ' '],
  [...listen, '4', text, 'enter', '2', '2', text, 'enter', '2', 'enter', 'enter', 'h', '2', 'd', 'esc', ' '],
  [...listen, '5', '5', '1', 'enter', '6', text, 'enter', 'enter', '2', '3', 'enter', 'enter', '7', text, 'enter', 'esc', ' '],
  [...listen, '6', '5', text, 'enter', '1', text, 'enter', text, 'enter', '1', text, 'enter', 'enter', '1'],
  [...listen, '8', text, 'enter', '2', '3', '4', 'enter', '2', '1'],
  [...listen, '9', '2', text, 'enter', 'enter', text, 'enter', ' ', 'j', text, 'enter', 'esc'],
  [...listen, 'a', '5', text, 'enter', '3', 'w', text, 'enter', 'enter', 'esc', 'r', text, 'enter', 'x', 'm', '2'],
  [...listen, 'o', text, 'enter', 'x', '2', 'o', '1', ' ', 'e', 'f', 's', 'l', 'u'],
]; // biome-ignore format: rows of keys

/** Lines that hold something that must not be shown, or more than a line of 80 columns. */
function unsafe(lines: readonly string[]): string[] {
  return lines
    .filter((line) => leaks(line).length > 0 || line.includes('\n') || widthOf(line) > 80)
    .map((line) => JSON.stringify(line));
}

/** Nothing at all is refused where it is entered. */
const storable = hostileStrings.filter(([, text]) => text.trim() !== '');

describe.each(storable)('the text %s', (_, text) => {
  it.each(['fr', 'en'] as const)('drives no picture of a call in %s', async (language) => {
    const found: string[] = [];
    for (const isPlain of [false, true]) {
      for (const walk of walks(text)) {
        const call = await aPlayedCall({ ...hostileSetup(text), language }, language, { isPlain });
        for (const key of [' ', ...walk]) {
          if (call.loop.screen().call.state === 'ended') break;
          call.press(key);
          // What is typed stands on the last line of the content, which the terminal itself breaks.
          const lines = call.picture();
          found.push(...unsafe(lines.map((line) => (line.includes('› ') ? line.slice(0, 80) : line))));
        }
      }
    }
    expect(found).toEqual([]);
  });

  it('drives no brief and no memo, and leaves the documents readable', async () => {
    const ledger = ledgerWith([text], anEmptyLedger());
    for (const options of [{}, { isJson: true }]) {
      const services = prepServices(ledger, options);
      await runPrep(services, { client: 'client-0', print: true });
      expect(unsafe([...services.seen.lines, ...services.seen.notes])).toEqual([]);
    }
    ledger.close();
    const contact = { firstName: text, lastName: text };
    const { context, seen, folder } = aDesk({
      contact,
      choices: ['edit', 'later'],
      edit: (memo) => `${memo}\n${text}`,
    });
    await runMemo(context, {});
    expect(unsafe([...seen.lines, ...seen.notes])).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});

/** One client a text, and that text wherever one can be stored. */
function ledgerWith(texts: readonly string[], ledger: Ledger): Ledger {
  ledger.profile.save(aProfile({ business: texts[0] ?? '', address: texts[0] ?? '' }));
  for (const [at, text] of texts.entries()) {
    const client = ledger.clients.add(
      aClient({ name: text, handle: `client-${at}`, phone: text, email: text }),
    );
    const about = { clientId: client.id };
    const named = {
      firstName: text,
      lastName: text,
      phone: text,
      email: text,
      friendlyTopics: text,
      reachableHours: text,
    };
    const contact = ledger.clients.addContact(aContact({ ...about, ...named }));
    const invoice = ledger.invoices.add(
      anInvoice({ ...about, number: text, service: text, reference: text, poNumber: text, file: null }),
    );
    const outcomes = [anOutcome({ invoiceId: invoice.id })];
    ledger.calls.log(anAttempt('2026-05-25', { ...about, contactId: contact.id, note: text, outcomes }));
  }
  return ledger;
}

describe('the built program', () => {
  it('shows all of them in lists and documents, in a pipe and on a terminal', async () => {
    const home = new Home();
    try {
      mkdirSync(dirname(home.db), { recursive: true, mode: 0o700 });
      const today = day('2026-06-02');
      const open = openLedger({ path: home.db, today, now: () => momentOf(today, 600) });
      ledgerWith(
        storable.map(([, text]) => text),
        open,
      ).close();
      const env = home.env({ DUN_TODAY: '2026-06-02T10:15' });
      for (const argv of [
        ['due', '--all'],
        ['prep', 'client-2', '--yes'],
        ['memo', 'client-3', '--dry-run'],
      ]) {
        const { stdout, stderr } = runDun(argv, env);
        expect(unsafe([...stdout.split('\n'), ...stderr.split('\n')])).toEqual([]);
        const document = runDun([...argv, '--json'], env).stdout;
        expect(leaks(document)).toEqual([]);
        expect(JSON.parse(document)).toHaveProperty('schema');
      }
      const terminal = new Terminal(['call', 'client-5'], env);
      await terminal.see('Espace appeler');
      terminal.press(' 11f');
      await terminal.see('une touche pour revenir');
      terminal.press('\u0003');
      await terminal.ended;
      expect(terminal.text()).toContain('\ufffd');
      expect(leaks(terminal.text())).toEqual([]);
    } finally {
      home.remove();
    }
  });
});
