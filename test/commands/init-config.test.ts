import { describe, expect, it } from 'vitest';
import { registerConfig } from '../../src/commands/config.ts';
import { registerInit } from '../../src/commands/init.ts';
import { hoursTable, ruleTable } from '../../src/domain/rule-table.ts';
import { settingTable, stepsIn } from '../../src/commands/setting-table.ts';
import { aDesk, type DeskSetting } from '../support/desk.ts';
import { plain } from '../support/terminal.ts';

const desk = (setting: Omit<DeskSetting, 'commands'> = {}) =>
  aDesk({ commands: [registerInit, registerConfig], ...setting });
const iban = 'FR76 3000 6000 0112 3456 7890 189';
const names = ['--first', 'Nadia', '--last', 'Benali', '--business', 'Atelier Benali'];

describe('dun init, unattended', () => {
  it('takes every field as a flag', async () => {
    const { dun, ledger } = desk();
    const { out, notes } = await dun(
      'init', ...names, '--phone', '06 12 34 56 78', '--email', 'nadia@benali.example', '--address', '3 rue des Arts', '--country', 'FR',
      '--region', '67', '--lang', 'fr', '--iban', iban, '--bic', 'agrifrpp', '--legal-id', '123 456 789', '--methods', 'virement, carte',
      '--payment-link', 'https://payer.benali.example', '--signature', 'Nadia', '--mail-transport', 'smtp', '--mail-host',
      'smtp.benali.example', '--mail-port', '465', '--mail-security', 'tls', '--mail-user', 'nadia', '--mail-password-command', 'pass show mail',
      '--mail-from', 'nadia@benali.example',
    ); // biome-ignore format: argv
    expect(out).toBe("Enchanté, Nadia Benali, Atelier Benali. C'est noté.");
    expect(notes).toContain('dun import');
    expect(ledger.profile.load()).toEqual({
      firstName: 'Nadia', lastName: 'Benali', business: 'Atelier Benali', phone: '+33612345678', email: 'nadia@benali.example',
      address: '3 rue des Arts', country: 'FR', region: '67', language: 'fr', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP',
      legalId: '123 456 789', paymentMethods: ['transfer', 'card'], paymentLink: 'https://payer.benali.example', signature: 'Nadia',
    }); // biome-ignore format: a record
    expect(Object.fromEntries(ledger.settings.all())).toEqual({
      'mail.transport': 'smtp', 'mail.host': 'smtp.benali.example', 'mail.port': '465', 'mail.security': 'tls', 'mail.user': 'nadia',
      'mail.password_command': 'pass show mail', 'mail.from': 'nadia@benali.example',
    }); // biome-ignore format: a record
  });

  it('names what a first profile cannot do without', async () => {
    const { dun } = desk();
    await expect(dun('init', '--first', 'Nadia')).rejects.toMatchObject({
      key: 'init.missing',
      exitCode: 2,
      values: { flags: '--last, --business' },
    });
  });

  it('changes one field and keeps the rest; an empty text clears', async () => {
    const { dun, ledger } = desk();
    await dun('init', ...names, '--iban', iban, '--country', 'FR');
    await dun('init', '--email', 'n@benali.example', '--iban', '');
    expect(ledger.profile.load()).toMatchObject({
      firstName: 'Nadia',
      email: 'n@benali.example',
      iban: null,
    });
  });

  it.each([
    ['a wrong check digit', ['--iban', iban.replace('FR76', 'FR77')], 'value.iban.checksum', 2],
    ['an IBAN cut short', ['--iban', iban.slice(0, -2)], 'value.iban.length', 2],
    ['an IBAN of nowhere', ['--iban', 'XX76 3000'], 'value.iban.country', 2],
    ['no IBAN', ['--iban', '42'], 'value.iban.format', 2],
    ['a wrong BIC', ['--bic', 'AGRI'], 'value.bic', 2],
    ['a link without TLS', ['--payment-link', 'http://x.example'], 'value.link', 2],
    ['an address', ['--email', 'nadia'], 'value.email', 2],
    ['a number', ['--phone', '12'], 'value.phone', 2],
    ['a transport', ['--mail-transport', 'pigeon'], 'config.bad_choice', 78],
    ['a port', ['--mail-port', '0'], 'config.bad_text', 78],
  ] as const)('refuses %s and writes nothing', async (...[, argv, key, exitCode]) => {
    const { dun, ledger } = desk();
    await expect(dun('init', ...names, '--country', 'FR', ...argv)).rejects.toMatchObject({ key, exitCode });
    expect(ledger.profile.load()).toBeUndefined();
    expect(ledger.settings.all().size).toBe(0);
  });

  it('says which digits of an IBAN look wrong', async () => {
    const { dun } = desk();
    const wrong = dun('init', ...names, '--iban', iban.replace('FR76', 'FR77'));
    await expect(wrong).rejects.toMatchObject({
      values: { digits: '77', country: 'FR', groups: iban.replace('76', '77') },
    });
  });
});

describe('dun init on a terminal', () => {
  it('asks one thing at a time, and again when an answer is of no use', async () => {
    const answers = [
      'Nadia',
      'Benali',
      'Atelier Benali',
      '',
      '06 12 34 56 78',
      'nadia',
      'nadia@benali.example',
      'FR77',
      iban,
      '',
      false,
    ];
    const { dun, ledger, unused } = desk({ answers });
    const { notes } = await dun('init');
    expect(unused).toEqual([]);
    expect(notes).toContain('pas une adresse de courriel');
    expect(ledger.profile.load()).toMatchObject({
      country: 'FR',
      iban: 'FR7630006000011234567890189',
      paymentMethods: ['transfer'],
    });
  });

  it('asks nothing about mail that is set, or without an address to send from', async () => {
    const rows = [
      { argv: ['--mail-provider', 'gmail', '--email', 'nadia@gmail.com'], answers: ['Nadia', 'Benali', 'Atelier', '', '', '', ''] },
      { argv: [], answers: ['Nadia', 'Benali', 'Atelier', '', '', '', '', ''] },
    ]; // biome-ignore format: rows
    for (const { argv, answers } of rows) {
      const { dun, unused } = desk({ answers });
      await dun('init', ...argv);
      expect(unused).toEqual([]);
    }
  });

  it('offers the present values, keeps them with Enter and clears with a hyphen', async () => {
    const first = desk();
    await first.dun('init', ...names, '--country', 'FR', '--phone', '06 12 34 56 78', '--iban', iban);
    const { dun, ledger, unused } = desk({
      ledger: first.ledger,
      answers: ['', '', 'Studio Benali', '', '-', '', '', ''],
    });
    await dun('init');
    expect(unused).toEqual([]);
    expect(ledger.profile.load()).toMatchObject({
      firstName: 'Nadia',
      business: 'Studio Benali',
      phone: null,
      iban: 'FR7630006000011234567890189',
    });
  });

  it('asks nothing when flags change a profile that is there', async () => {
    const first = desk();
    await first.dun('init', ...names);
    const { dun, ledger } = desk({ ledger: first.ledger, answers: [] });
    await dun('init', '--country', 'Belgique');
    expect(ledger.profile.load()?.country).toBe('BE');
  });
});

describe('every number and hour of the rules', () => {
  it.each(['fr', 'en'] as const)(
    'is listed with default, value, origin and meaning, in %s',
    async (language) => {
      const { dun, ledger } = desk({ language });
      for (const { key, value, unit } of ruleTable)
        ledger.settings.set(key, unit === 'percent' ? '3' : String(value + 1));
      const { document } = await dun('config', 'list', '--json');
      const rows = [...ruleTable, ...hoursTable].map(({ key, origin, meaning }) => ({
        key,
        origin,
        meaning: meaning[language],
      }));
      expect(document).toMatchObject({
        items: expect.arrayContaining(rows.map((row) => expect.objectContaining(row))),
      });
      const items = JSON.stringify(document);
      for (const { key, value, unit } of ruleTable) {
        const standard = unit === 'money' ? (value / 100).toFixed(2) : String(value);
        const own = unit === 'percent' ? '3' : String(value + 1);
        expect(items).toContain(`"key":"${key}","value":"${own}","default":"${standard}","isOwn":true`);
      }
    },
  );

  it('says where it comes from in words of the language', async () => {
    const french = (await desk({ language: 'fr' }).dun('config', 'list')).out;
    const english = (await desk({ language: 'en' }).dun('config', 'list')).out;
    const flat = (text: string) => text.replace(/\s+/g, ' ');
    for (const { key, meaning } of [...ruleTable, ...hoursTable]) {
      expect(flat(french)).toContain(flat(`${key}`));
      expect(flat(french)).toContain(flat(meaning.fr));
      expect(flat(english)).toContain(flat(meaning.en));
    }
    expect(flat(english)).toContain('rule of the trade (S 002)');
  });
});

describe('dun config', () => {
  it('lists every setting with its meaning, own values beside what they replace', async () => {
    const { dun } = desk();
    await dun('config', 'set', 'small_amount', '80');
    const { out } = await dun('config', 'list');
    expect(plain(out)).toMatch(/^small_amount +80,00 € · au lieu de 50,00 €$/m);
    expect(out).toMatch(/^max_gap_days +10 jours · par défaut$/m);
    expect(out.split('\n').filter((line) => !line.startsWith(' '))).toHaveLength(settingTable.length);
    expect(plain(out)).toMatch(/^recontact_days +1 jour ouvré · par défaut$/m);
    expect(plain(out)).toMatch(/^large_amount +1 000,00 € · par défaut$/m);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(plain(out)).toMatch(/^ {2}délai le plus long entre deux relances · règle du métier \(S 003\)$/m);
    expect(plain(out)).toMatch(/^ {2}fois où l'on redemande une date · choix de dun \(C\)$/m);
    expect(plain(out)).toMatch(/^never\n {2}00:00-08:00, 20:00-24:00, sun, holidays · par défaut$/m);
    const { document } = await dun('config', 'list', '--json');
    expect(document).toMatchObject({
      schema: 'dun.config.list/1',
      items: expect.arrayContaining([
        expect.objectContaining({
          key: 'small_amount',
          value: '80',
          default: '50.00',
          isOwn: true,
          origin: 'S 002',
        }),
      ]),
    });
  });

  it('gets, sets and unsets one', async () => {
    const { dun, ledger } = desk();
    expect((await dun('config', 'get', 'promise_max_days')).out).toBe('14');
    expect((await dun('config', 'set', 'promise_max_days', ' 10 ')).out).toBe('promise_max_days = 10');
    expect((await dun('config', 'get', 'promise_max_days')).out).toBe('10');
    expect((await dun('config', 'unset', 'promise_max_days')).out).toBe('promise_max_days revient à 14.');
    expect(ledger.settings.all().size).toBe(0);
  });

  it.each([
    ['call.script', 'keywords'],
    ['avoid', 'lun 0h-12h, ven 12h-24h'],
    ['never', 'none'],
    ['calls_per_day', '6'],
    ['memo.reference', 'rf'],
    ['call.steps', 'mise en demeure, injonction de payer'],
    ['call.steps', `${'é'.repeat(60)},b,c,d,e,`],
  ])('takes %s %s', async (key, value) => {
    const { dun, ledger } = desk();
    await dun('config', 'set', key, value);
    expect(ledger.settings.all().get(key)).toBe(value);
    expect((await dun('config', 'unset', key)).out).toContain(key);
  });

  it('knows the steps that are ready, in their order', () => {
    expect(stepsIn(' mise en demeure, , injonction de payer,')).toEqual([
      'mise en demeure',
      'injonction de payer',
    ]);
    expect(stepsIn('')).toEqual([]);
  });

  it.each([
    [['set', 'promise_max_days', 'ten'], 'config.bad_value.days', 78],
    [['set', 'min_part_now', '101'], 'config.bad_value.percent', 78],
    [['set', 'large_amount', 'lots'], 'config.bad_value.money', 78],
    [['set', 'avoid', 'mondays before noon'], 'config.bad_hours', 78],
    [['set', 'never', '20:00-8:00'], 'config.bad_hours', 78],
    [['set', 'mail.transport', 'pigeon'], 'config.bad_choice', 78],
    [['set', 'mail.from', 'nadia'], 'config.bad_text', 78],
    [['set', 'call.script', 'words'], 'config.bad_choice', 78],
    [['set', 'memo.reference', 'no'], 'config.bad_choice', 78],
    [['set', 'call.steps', 'a,b,c,d,e,f'], 'config.bad_steps', 78],
    [['set', 'call.steps', 'x'.repeat(61)], 'config.bad_steps', 78],
    [['set', 'call.steps', 'a\u001b[2J'], 'config.bad_steps', 78],
    [['set', 'mail.password', 'secret'], 'config.no_password', 78],
    [['set', 'promise_days', '3'], 'config.unknown_near', 66],
    [['get', 'zzz'], 'config.unknown', 66],
  ] as const)('refuses %j', async (argv, key, exitCode) => {
    const { dun, ledger } = desk();
    await expect(dun('config', ...argv)).rejects.toMatchObject({ key, exitCode });
    expect(ledger.settings.all().size).toBe(0);
  });
});
