import { describe, expect, it } from 'vitest';
import { registerClient } from '../../src/commands/client.ts';
import { registerContact } from '../../src/commands/contact.ts';
import { registerInvoice } from '../../src/commands/invoice.ts';
import { registerLog } from '../../src/commands/log.ts';
import { registerPay } from '../../src/commands/pay.ts';
import { aDesk, type DeskSetting, fillDesk } from '../support/desk.ts';

const commands = [registerClient, registerContact, registerInvoice, registerLog, registerPay];
const desk = (setting: Omit<DeskSetting, 'commands'> = {}) => aDesk({ commands, ...setting });

describe('dun client add', () => {
  it('keeps what was typed, with a short name and the person to call', async () => {
    const { ledger, dun } = desk();
    const { out, notes } = await dun(
      'client', 'add', 'S.A.R.L. Étoile Filante', '--country', 'Belgique', '--lang', 'fr', '--email', 'compta@etoile.example',
      '--phone', '02 555 12 34', '--contact', 'Anne De Smet', '--role', 'accounts', '--kind', 'business', '--register', 'familiar',
      '--relationship', 'keep', '--staff', '12',
    ); // biome-ignore format: argv
    expect(out).toBe(
      'S.A.R.L. Étoile Filante est dans le fichier, sous le nom court «\u00a0etoile-filante\u00a0».',
    );
    expect(notes).toContain('dun invoice add etoile-filante');
    const [client] = ledger.clients.find('etoile');
    expect(client).toMatchObject({
      country: 'BE',
      language: 'fr',
      register: 'familiar',
      staffSize: 12,
      phone: '+3225551234',
    });
    expect(ledger.clients.contacts(client?.id ?? 0)).toMatchObject([
      {
        firstName: 'Anne',
        lastName: 'De Smet',
        role: 'accounts',
        phone: '+3225551234',
        email: 'compta@etoile.example',
      },
    ]);
  });

  it('gives a second firm of the same kind of name another short name', async () => {
    const { ledger, dun } = desk();
    await dun('client', 'add', 'Atelier Noor');
    await dun('client', 'add', 'Atelier Noor SARL');
    expect(ledger.clients.all().map(({ handle }) => handle)).toEqual(['atelier-noor', 'atelier-noor-2']);
  });

  it.each([
    [['Roussel', '--country', 'Neverland'], 'value.country', 2],
    [['Roussel', '--country', 'ZZ'], 'value.country', 2],
    [['Roussel', '--email', 'jules@roussel.example, eve@evil.example'], 'value.email', 2],
    [['Roussel', '--phone', '12'], 'value.phone', 2],
    [['Roussel', '--kind', 'friend'], 'value.choice', 2],
    [['Roussel', '--staff', 'many'], 'value.count', 2],
    [['   '], 'client.bad_name', 2],
  ] as const)('refuses %j', async (argv, key, exitCode) => {
    const { ledger, dun } = desk();
    await expect(dun('client', 'add', ...argv)).rejects.toMatchObject({ key, exitCode });
    expect(ledger.clients.all()).toEqual([]);
  });

  it('refuses a name that is there already, accents and case aside', async () => {
    const { dun } = desk();
    await dun('client', 'add', 'Café Étoile');
    await expect(dun('client', 'add', 'CAFE ETOILE')).rejects.toMatchObject({
      key: 'client.exists',
      exitCode: 2,
    });
  });
});

describe('finding a client', () => {
  it.each([['roussel'], ['ROUSSEL'], ['nuiserie'], ['menuiserie-roussel'], ['F-2026-044'], ['044']])(
    'by %s',
    async (text) => {
      const { dun, ...rest } = desk();
      await fillDesk({ dun, ...rest });
      expect((await dun('client', 'show', text)).out).toContain('Menuiserie Roussel');
    },
  );

  it('lists the candidates when it is not clear and nobody can be asked', async () => {
    const here = desk();
    await fillDesk(here);
    await expect(here.dun('client', 'show', 'e')).rejects.toMatchObject({
      key: 'client.ambiguous',
      exitCode: 66,
      values: {
        candidates: 'Brasserie du Canal (brasserie-du-canal), Menuiserie Roussel (menuiserie-roussel)',
      },
    });
  });

  it('asks which one on a terminal', async () => {
    const filled = desk();
    await fillDesk(filled);
    const here = desk({ ledger: filled.ledger, answers: ['Brasserie'] });
    expect((await here.dun('client', 'show', 'e')).out).toContain('Brasserie du Canal');
    expect(here.unused).toEqual([]);
  });

  it.each([
    ['rousel', 'client.unknown_near'],
    ['brassrie', 'client.unknown_near'],
    ['zzzzzz', 'client.unknown'],
  ])('says what is near %s', async (text, key) => {
    const here = desk();
    await fillDesk(here);
    await expect(here.dun('client', 'show', text)).rejects.toMatchObject({ key, exitCode: 66 });
  });

  it('says that the file is empty', async () => {
    await expect(desk().dun('client', 'show', 'x')).rejects.toMatchObject({
      key: 'client.none_yet',
      exitCode: 66,
    });
  });
});

describe('dun client list, show, edit', () => {
  it('lists who owes what', async () => {
    const here = desk();
    await fillDesk(here);
    await here.dun('client', 'add', 'Atelier Noor');
    const { out } = await here.dun('client', 'list');
    expect(out.split('\n').map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
      'Atelier Noor | atelier-noor | –',
      'Brasserie du Canal | brasserie-du-canal | 890,50\u00a0€ | 2 factures ouvertes',
      'Menuiserie Roussel | menuiserie-roussel | 840,00\u00a0€ | 1 facture ouverte',
    ]);
    const { document } = await here.dun('client', 'list', '--json');
    expect(document).toMatchObject({
      schema: 'dun.client.list/1',
      today: '2026-06-02',
      items: [
        { owed: [] },
        { openInvoices: 2, owed: [{ amount: '890.50', currency: 'EUR' }] },
        { handle: 'menuiserie-roussel' },
      ],
    });
  });

  it.each(['fr', 'en'] as const)('tells the story to somebody who was not there (%s)', async (language) => {
    const here = desk({ language });
    await fillDesk(here);
    await here.dun('log', 'roussel', '--outcome', 'no-answer', '--at', '2026-05-25 10:00');
    await here.dun(
      'log',
      'roussel',
      '--outcome',
      'promise',
      '--amount',
      '840',
      '--on',
      '2026-05-29',
      '--at',
      '2026-05-27 10:00',
      '--note',
      'mince, j’ai oublié',
    );
    await here.dun('pay', 'roussel', '300', '--on', '2026-05-29');
    const { out } = await here.dun('client', 'show', 'roussel');
    await expect(`${out}\n`).toMatchFileSnapshot(`../golden/client-show.${language}.txt`);
  });

  it('has one JSON document with everything derived beside what was recorded', async () => {
    const here = desk();
    await fillDesk(here);
    await here.dun('log', 'roussel', '--outcome', 'promise', '--amount', '500', '--on', 'vendredi');
    await here.dun(
      'log',
      'roussel',
      '--outcome',
      'dispute',
      '--note',
      'deux pages manquent',
      '--amount',
      '100',
      '--type',
      'technical',
    );
    const { document } = await here.dun('client', 'show', 'roussel', '--json');
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot('../golden/client-show.json');
  });

  it('changes what is typed and nothing else', async () => {
    const here = desk();
    await fillDesk(here);
    await here.dun(
      'client',
      'edit',
      'roussel',
      '--relationship',
      'ending',
      '--email',
      '',
      '--handle',
      'roussel',
    );
    expect(here.ledger.clients.find('roussel')[0]).toMatchObject({
      relationship: 'ending',
      email: null,
      handle: 'roussel',
      phone: '+33388001122',
    });
    await expect(here.dun('client', 'edit', 'roussel')).rejects.toMatchObject({
      key: 'client.nothing_to_change',
      exitCode: 2,
    });
    await expect(here.dun('client', 'edit', 'roussel', '--handle', 'A B')).rejects.toMatchObject({
      key: 'client.bad_handle',
    });
  });
});

describe('dun contact', () => {
  it('adds and edits a person', async () => {
    const here = desk();
    await fillDesk(here);
    await here.dun(
      'contact',
      'add',
      'roussel',
      'Anne Weber',
      '--role',
      'accounts',
      '--can-release',
      'oui',
      '--extension',
      '12',
      '--decider',
      'no',
      '--topics',
      'vélo',
    );
    await here.dun(
      'contact',
      'edit',
      'roussel',
      'weber',
      '--hours',
      'mardi matin',
      '--phone',
      '06 12 34 56 78',
      '--verified',
    );
    const [client] = here.ledger.clients.find('roussel');
    expect(here.ledger.clients.contacts(client?.id ?? 0)[1]).toMatchObject({
      firstName: 'Anne', lastName: 'Weber', role: 'accounts', canRelease: true, isDecider: false, extension: '12',
      friendlyTopics: 'vélo', reachableHours: 'mardi matin', phone: '+33612345678', verifiedOn: '2026-06-02',
    }); // biome-ignore format: a record
  });

  it.each([
    [['edit', 'roussel', 'nobody'], 'contact.unknown', 66],
    [['edit', 'canal', 'anne'], 'contact.none', 66],
    [['edit', 'roussel', 'jules'], 'contact.nothing_to_change', 2],
    [['add', 'roussel', ' '], 'contact.no_name', 2],
    [['add', 'roussel', 'Anne', '--can-release', 'maybe'], 'value.choice', 2],
  ] as const)('refuses %j', async (argv, key, exitCode) => {
    const here = desk();
    await fillDesk(here);
    await expect(here.dun('contact', ...argv)).rejects.toMatchObject({ key, exitCode });
  });
});
