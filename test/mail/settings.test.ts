import { describe, expect, it } from 'vitest';
import { mailSettings } from '../../src/mail/settings.ts';

const smtp = { 'mail.transport': 'smtp', 'mail.host': 'smtp.atelier.example' };

function read(settings: Record<string, string>, address: string | null = null) {
  return mailSettings(new Map(Object.entries(settings)), address);
}

describe('mailSettings', () => {
  it('without any: drafts', () => {
    expect(read({})).toEqual({
      transport: 'draft',
      from: null,
      provider: null,
      smtp: null,
      imap: null,
      secrets: { passwordCommand: null, tokenCommand: null },
      account: null,
      sendmailPath: 'sendmail',
    });
  });

  it.each([
    [{}, 'tls', 465],
    [{ 'mail.port': '587' }, 'starttls', 587],
    [{ 'mail.port': '2525' }, 'tls', 2525],
    [{ 'mail.security': 'starttls' }, 'starttls', 587],
    [{ 'mail.security': 'tls', 'mail.port': '587' }, 'tls', 587],
    [{ 'mail.security': ' tls ', 'mail.port': ' 465 ' }, 'tls', 465],
  ])('%o: %s on %i', (settings, security, port) => {
    expect(read({ ...smtp, ...settings }).smtp).toMatchObject({
      host: 'smtp.atelier.example',
      security,
      port,
    });
  });

  it.each([
    [{ 'mail.transport': 'pigeon' }, 'mail.transport'],
    [{ 'mail.from': 'Nadia <n@a.example>' }, 'mail.from'],
    [{ ...smtp, 'mail.port': '0' }, 'mail.port'],
    [{ ...smtp, 'mail.port': '65536' }, 'mail.port'],
    [{ ...smtp, 'mail.port': '46.5' }, 'mail.port'],
    [{ ...smtp, 'mail.security': 'none' }, 'mail.security'],
    [{ ...smtp, 'mail.host': 'smtp atelier' }, 'mail.host'],
  ])('%o names %s', (settings, name) => {
    expect(() => read(settings)).toThrow(
      expect.objectContaining({ exitCode: 78, values: expect.objectContaining({ name }) }),
    );
  });

  it.each([
    [{}, 'tls', 993],
    [{ 'mail.imap_port': '143' }, 'starttls', 143],
    [{ 'mail.imap_port': '1993' }, 'tls', 1993],
    [{ 'mail.imap_security': 'starttls' }, 'starttls', 143],
    [{ 'mail.imap_security': 'tls', 'mail.imap_port': '143' }, 'tls', 143],
  ])('%o: IMAP by %s on %i', (settings, security, port) => {
    const { imap, smtp: outgoing } = read({ 'mail.imap_host': 'imap.atelier.example', ...settings });
    expect(outgoing).toBeNull();
    expect(imap).toEqual({
      host: 'imap.atelier.example', security, port, user: null, caFile: null, folder: 'INBOX', sentFolder: null, usualSentFolder: null,
    }); // biome-ignore format: one record
  });

  it('IMAP takes the user of the outgoing server, unless it has its own', () => {
    const host = { 'mail.imap_host': 'imap.atelier.example', 'mail.user': 'nadia' };
    expect(read(host).imap?.user).toBe('nadia');
    const own = {
      'mail.imap_user': 'nadia-in',
      'mail.imap_folder': 'Clients',
      'mail.sent_folder': 'Envoyés',
    };
    expect(read({ ...host, ...own }).imap).toMatchObject({
      user: 'nadia-in',
      folder: 'Clients',
      sentFolder: 'Envoyés',
    });
  });

  it.each([
    [{ 'mail.provider': 'pigeon' }, 'mail.provider'],
    [{ 'mail.imap_host': 'imap atelier' }, 'mail.imap_host'],
    [{ 'mail.imap_host': 'i.example', 'mail.imap_port': 'x' }, 'mail.imap_port'],
    [{ 'mail.imap_host': 'i.example', 'mail.imap_security': 'no' }, 'mail.imap_security'],
  ])('%o names %s', (settings, name) => {
    expect(() => read(settings)).toThrow(
      expect.objectContaining({ exitCode: 78, values: expect.objectContaining({ name }) }),
    );
  });

  it('smtp needs a host', () => {
    expect(() => read({ 'mail.transport': 'smtp' })).toThrow(
      expect.objectContaining({ key: 'mail.no_host', exitCode: 78 }),
    );
  });
});

describe('a named provider', () => {
  it('sends through its servers, as the address of the profile or of mail.from', () => {
    const settings = read({ 'mail.provider': 'gmail' }, 'nadia@gmail.com');
    const user = 'nadia@gmail.com';
    expect(settings).toMatchObject({ transport: 'smtp', account: user });
    expect(settings.smtp).toEqual({ host: 'smtp.gmail.com', port: 465, security: 'tls', user, caFile: null });
    expect(settings.imap).toMatchObject({ host: 'imap.gmail.com', port: 993, security: 'tls', user });
    expect(read({ 'mail.provider': 'gmail', 'mail.from': 'n@b.example' }, user).smtp?.user).toBe(
      'n@b.example',
    );
  });

  it('keeps drafts when told to, and still reads answers', () => {
    const settings = read({ 'mail.provider': 'orange', 'mail.transport': 'draft' }, 'nadia@orange.fr');
    expect(settings).toMatchObject({ transport: 'draft', smtp: null, imap: { host: 'imap.orange.fr' } });
  });

  it('is logged in to by the name it wants, and keeps one password for both directions', () => {
    const icloud = read({ 'mail.provider': 'icloud' }, 'nadia@icloud.com');
    expect(icloud).toMatchObject({
      account: 'nadia@icloud.com',
      smtp: { user: 'nadia@icloud.com' },
      imap: { user: 'nadia' },
    });
    const free = read({ 'mail.provider': 'free' }, 'nadia.b@free.fr');
    expect(free).toMatchObject({
      account: 'nadia.b@free.fr',
      smtp: { user: 'nadia.b@free.fr' },
      imap: { user: 'nadia.b' },
    });
  });

  it.each([
    [{ 'mail.port': '587' }, { host: 'smtp.gmail.com', port: 587, security: 'starttls' }],
    [{ 'mail.security': 'starttls' }, { host: 'smtp.gmail.com', port: 587, security: 'starttls' }],
    [{ 'mail.host': 'relay.example' }, { host: 'relay.example', port: 465, security: 'tls' }],
    [{ 'mail.user': 'studio' }, { host: 'smtp.gmail.com', user: 'studio' }],
    [{ 'mail.provider': 'proton' }, { host: '127.0.0.1', port: 1025, security: 'starttls' }],
    [
      { 'mail.provider': 'proton', 'mail.port': '1026' },
      { host: '127.0.0.1', port: 1026, security: 'tls' },
    ],
    [
      { 'mail.provider': 'proton', 'mail.host': 'localhost' },
      { host: 'localhost', port: 465, security: 'tls' },
    ],
    [
      { 'mail.provider': 'proton', 'mail.security': 'tls' },
      { host: '127.0.0.1', port: 465, security: 'tls' },
    ],
  ])('yields to %o: %o', (own, expected) => {
    expect(read({ 'mail.provider': 'gmail', ...own }, 'nadia@gmail.com').smtp).toMatchObject(expected);
  });
});
