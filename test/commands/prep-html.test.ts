import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runPrep } from '../../src/commands/prep.ts';
import { day } from '../../src/domain/day.ts';
import type { Language } from '../../src/domain/profile.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import { anInvoice, euros } from '../support/a-standing.ts';
import { type Browser, hasBrowser, openBrowser } from '../support/browser.ts';
import { lettersOf, paperOf } from '../support/paper.ts';
import { aLedgerWithRoussel, prepServices } from '../support/prep-services.ts';

const long = 'Menuiserie-Rousselotterie-et-Compagnie-Strasbourgeoise-du-Grand-Canal <b>Rhin</b> "x"';

/** A client with a name that is hard to set, several invoices, and things of all kinds to think of. */
function aHardCase(language: Language = 'fr'): Ledger {
  const ledger = aLedgerWithRoussel(language);
  const [client] = ledger.clients.find('roussel');
  const clientId = client?.id ?? 0;
  ledger.clients.edit(clientId, { name: long, relationship: 'ending' });
  for (const at of [1, 2, 3])
    ledger.invoices.add(
      anInvoice({
        id: 500 + at,
        clientId,
        number: `F-${at}-${'9'.repeat(30)}`,
        service: long,
        amount: euros(1000 * at),
        dueOn: day('2026-02-01'),
      }),
    );
  ledger.commitments.add({
    clientId,
    callId: null,
    text: 'envoyer <le> bon',
    dueOn: day('2026-06-05'),
    dueAt: null,
  });
  ledger.settings.set('call.steps', 'injonction de payer');
  return ledger;
}

async function page(ledger: Ledger, language: Language = 'fr'): Promise<string> {
  const services = prepServices(ledger, { language });
  await runPrep(services, { client: 'roussel', html: 'fiche.html' });
  expect(services.seen.lines).toEqual([]);
  expect(services.seen.notes).toHaveLength(1);
  return services.written.get('/here/fiche.html') ?? '';
}

describe('dun prep --html', () => {
  test('everything of the screen stands on it', async () => {
    const html = await page(aLedgerWithRoussel());
    for (const text of [
      'Menuiserie Roussel',
      'entreprise, France',
      'Jules Roussel',
      'tel:+33388001122',
      '840,00',
      'mince, j’ai oublié',
      'Ma part est-elle faite',
      'non tenus',
    ])
      expect(html).toContain(text);
  });

  test('so many invoices that one would not see what to say stand further down, their sum stays', async () => {
    const html = await page(aHardCase());
    const places = (ledgerPage: string, ...texts: string[]) => texts.map((text) => ledgerPage.indexOf(text));
    const [owed = 0, opening = 0, list = 0] = places(html, '>4 factures<', '>Ouverture<', '>F-3-');
    expect(owed).toBe(-1);
    expect(list).toBeLessThan(opening);
    const ledger = aHardCase();
    const [client] = ledger.clients.find('roussel');
    ledger.invoices.add(
      anInvoice({
        id: 510,
        clientId: client?.id ?? 0,
        number: 'F-9',
        dueOn: day('2026-02-01'),
        amount: euros(7),
      }),
    );
    const long = await page(ledger);
    const found = places(
      long,
      '>5 factures<',
      '6\u00a0847,00\u00a0€ en tout',
      '>Ouverture<',
      '>Factures<',
      '<td class="number">',
      '>Pour moi<',
    );
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(found[0]).toBeGreaterThan(0);
  });

  test('an address with an apostrophe stays as it is, and can be written to', async () => {
    const ledger = aLedgerWithRoussel();
    const [client] = ledger.clients.find('roussel');
    const [contact] = ledger.clients.contacts(client?.id ?? 0);
    ledger.clients.editContact(contact?.id ?? 0, { email: "l'accueil@roussel.example" });
    const html = await page(ledger);
    expect(html).toContain(
      '<a href="mailto:l%27accueil%40roussel.example">l&#39;accueil@roussel.example</a>',
    );
  });

  test('what to answer stands by itself below what they said', async () => {
    const html = await page(aLedgerWithRoussel());
    const [, heard, answer] =
      /<div class="heard"><p>(.*?)<\/p><p class="said" lang="fr">(.*?)<\/p>/.exec(html) ?? [];
    expect(heard).toMatch(/^«\s.*oublié\s» \(.*2 juin/);
    expect(answer).toMatch(/^«\s.*\s»$/);
    expect(html).not.toContain('→');
  });

  test('looking at it records nothing; it is written anew over itself, and over nothing else', async () => {
    const ledger = aLedgerWithRoussel();
    const services = prepServices(ledger);
    await runPrep(services, { client: 'roussel', html: 'fiche.html' });
    await runPrep(services, { client: 'roussel', html: 'fiche.html' });
    expect(ledger.preps.lastAny()).toBeUndefined();
    services.written.set('/here/notes.html', '<p>mes notes</p>');
    await expect(runPrep(services, { client: 'roussel', html: 'notes.html' })).rejects.toMatchObject({
      key: 'cli.file_exists',
    });
  });

  test('--print: as much as the ledger holds, on one sheet without colour', async () => {
    const services = prepServices(aHardCase());
    await runPrep(services, { client: 'roussel', print: true });
    expect(services.seen.lines.length).toBeLessThanOrEqual(58);
    expect(services.seen.lines.filter((line) => /F-\d-9/.test(line)).length).toBeGreaterThanOrEqual(3);
  });
});

// Where no browser starts, the page is judged by its text alone (documents/prep-page.test.ts).
describe.skipIf(!hasBrowser)('the page in a real browser', { timeout: 90_000 }, () => {
  let browser: Browser;
  let [html, usual] = ['', ''];
  beforeAll(async () => {
    html = await page(aHardCase());
    usual = await page(aLedgerWithRoussel());
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.each([
    { width: 320, isDark: false },
    { width: 360, isDark: false },
    { width: 360, isDark: true },
    { width: 1024, isDark: false },
    { width: 1024, isDark: true },
  ])('nothing sticks out, runs or is asked for, and all can be read: %o', async (view) => {
    const { seen, requests } = await browser.show(html, view);
    expect(seen).toMatchObject({ scroll: view.width, inner: view.width, out: [], scripts: 0 });
    expect(seen).toMatchObject({ overlaps: [], broken: [] });
    expect(requests).toEqual([]);
    expect(seen.smallest).toBeGreaterThanOrEqual(13);
    expect(seen.contrast).toBeGreaterThanOrEqual(4.5);
    expect(seen.text).toContain('<b>Rhin</b>');
  });

  test.each([320, 360, 768])(
    'what is said aloud and the number to dial are set largest: %i',
    async (width) => {
      const { seen } = await browser.show(usual, { width });
      expect(seen).toMatchObject({ overlaps: [], broken: [] });
      const [name, dialled, ...others] = seen.largest;
      expect(new Set([name, dialled])).toEqual(new Set(['03 88 00 11 22', 'Menuiserie Roussel']));
      expect(others[0]).toMatch(/^«\sBonjour, .*\s»$/);
    },
  );

  test('a usual prep is one sheet of paper, with room for notes on it', async () => {
    const { pdf, text } = await (await browser.show(usual, { width: 1024 })).print();
    const paper = await paperOf(pdf);
    expect(paper.sheets).toHaveLength(1);
    expect(paper.cut).toEqual([]);
    expect(lettersOf(paper.text)).toBe(lettersOf(text));
  });

  test('on A4: at most two sheets, none of them cuts a text, and room for notes', async () => {
    const { pdf, text } = await (await browser.show(html, { width: 1024 })).print();
    const paper = await paperOf(pdf);
    expect(paper.sheets.length).toBeLessThanOrEqual(2);
    expect(paper.sheets.map((sheet) => sheet.map(Math.round))).toEqual(paper.sheets.map(() => [595, 842]));
    expect(paper.cut).toEqual([]);
    expect(paper.smallest).toBeGreaterThanOrEqual(8);
    expect(lettersOf(paper.text)).toBe(lettersOf(text));
    expect(text).toMatch(/notes/i);
  });
});
