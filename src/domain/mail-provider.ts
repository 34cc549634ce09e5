/** TLS from the first byte, or STARTTLS without which nothing is said; there is no third. */
export type MailSecurity = 'tls' | 'starttls';

/** One server of a provider. */
export interface ProviderServer {
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  /** What it calls the user: the whole address, or what stands before the @. */
  readonly login: 'address' | 'name';
}

/**
 * What a provider wants at the login: the password of the mailbox, a password made for one program, the password that
 * its bridge shows, or a token alone.
 */
export type ProviderSecret = 'password' | 'app_password' | 'bridge' | 'token';

export interface MailProvider {
  readonly id: MailProviderId;
  readonly name: string;
  readonly smtp: ProviderServer;
  readonly imap: ProviderServer;
  readonly secret: ProviderSecret;
  /** Page where that password is made, or where mail programs are let in. */
  readonly page: string | null;
  /** Domains of addresses that are surely this provider's. */
  readonly domains: readonly string[];
  /** Ends of the names of the servers that take mail for a customer's own domain. */
  readonly exchangers: readonly string[];
  /** Name of its folder of sent mail, for a server that does not mark it; `null` where it is not known or translated. */
  readonly sentFolder: string | null;
}

const providerIds = [
  'gmail', 'microsoft365', 'outlook', 'icloud', 'fastmail', 'proton', 'ovh', 'infomaniak', 'gandi', 'free', 'orange', 'zoho',
  'zoho-eu', 'zoho-pro', 'zoho-pro-eu',
] as const; // biome-ignore format: one row of names

export type MailProviderId = (typeof providerIds)[number];

/**
 * The usual providers. Hosts, ports and names of users: Thunderbird's ISPDB (github.com/thunderbird/autoconfig) and the
 * providers' own help pages, read in November 2026; where both are offered, TLS from the first byte is taken (promises 3).
 */
export const mailProviders: readonly MailProvider[] = [
  provider('gmail', 'Gmail', {
    smtp: tls('smtp.gmail.com', 465),
    imap: tls('imap.gmail.com', 993),
    secret: 'app_password',
    page: 'https://myaccount.google.com/apppasswords',
    domains: ['gmail.com', 'googlemail.com'],
    exchangers: ['google.com', 'googlemail.com'],
  }),
  // Passwords are gone for IMAP since 2022 and off by default for SMTP from the end of 2026 (message centre MC786329).
  provider('microsoft365', 'Microsoft 365', {
    smtp: starttls('smtp.office365.com', 587),
    imap: tls('outlook.office365.com', 993),
    secret: 'token',
    exchangers: ['mail.protection.outlook.com'],
    sentFolder: 'Sent Items',
  }),
  provider('outlook', 'Outlook.com', {
    smtp: starttls('smtp-mail.outlook.com', 587),
    imap: tls('outlook.office365.com', 993),
    secret: 'token',
    domains: [
      'outlook.com', 'outlook.fr', 'outlook.be', 'outlook.de', 'outlook.es', 'outlook.it', 'hotmail.com', 'hotmail.fr', 'hotmail.be',
      'hotmail.co.uk', 'hotmail.ch', 'live.com', 'live.fr', 'live.be', 'live.co.uk', 'msn.com',
    ], // biome-ignore format: rows of names
    sentFolder: 'Sent',
  }),
  provider('icloud', 'iCloud', {
    smtp: starttls('smtp.mail.me.com', 587),
    imap: { ...tls('imap.mail.me.com', 993), login: 'name' },
    secret: 'app_password',
    page: 'https://account.apple.com',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    exchangers: ['mail.icloud.com'],
    sentFolder: 'Sent Messages',
  }),
  provider('fastmail', 'Fastmail', {
    smtp: tls('smtp.fastmail.com', 465),
    imap: tls('imap.fastmail.com', 993),
    secret: 'app_password',
    page: 'https://www.fastmail.com/help/clients/apppassword.html',
    domains: ['fastmail.com', 'fastmail.fm'],
    exchangers: ['messagingengine.com'],
    sentFolder: 'Sent',
  }),
  // The bridge runs on this machine and signs its own certificate, which `mail.ca_file` has to name.
  provider('proton', 'Proton Mail Bridge', {
    smtp: starttls('127.0.0.1', 1025),
    imap: starttls('127.0.0.1', 1143),
    secret: 'bridge',
    domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'],
    exchangers: ['protonmail.ch'],
    sentFolder: 'Sent',
  }),
  // MX Plan and Zimbra. Email Pro and Exchange have a host of their own (pro1.mail.ovh.net, ex5.mail.ovh.net …).
  provider('ovh', 'OVHcloud', {
    smtp: tls('ssl0.ovh.net', 465),
    imap: tls('ssl0.ovh.net', 993),
    secret: 'password',
    exchangers: ['mail.ovh.net'],
  }),
  provider('infomaniak', 'Infomaniak', {
    smtp: tls('mail.infomaniak.com', 465),
    imap: tls('mail.infomaniak.com', 993),
    secret: 'password',
    domains: ['ik.me', 'ikmail.com', 'etik.com'],
    exchangers: ['infomaniak.ch', 'infomaniak.com'],
    sentFolder: 'Sent',
  }),
  provider('gandi', 'Gandi', {
    smtp: tls('mail.gandi.net', 465),
    imap: tls('mail.gandi.net', 993),
    secret: 'password',
    exchangers: ['mail.gandi.net'],
    sentFolder: 'Sent',
  }),
  // Free takes the bare name at SMTP no longer officially (its own announcement, January 2021).
  provider('free', 'Free', {
    smtp: tls('smtp.free.fr', 465),
    imap: { ...tls('imap.free.fr', 993), login: 'name' },
    secret: 'password',
    domains: ['free.fr'],
  }),
  provider('orange', 'Orange', {
    smtp: tls('smtp.orange.fr', 465),
    imap: tls('imap.orange.fr', 993),
    secret: 'password',
    domains: ['orange.fr', 'wanadoo.fr'],
  }),
  provider('zoho', 'Zoho Mail (.com)', {
    smtp: tls('smtp.zoho.com', 465),
    imap: tls('imap.zoho.com', 993),
    secret: 'app_password',
    page: 'https://accounts.zoho.com',
    domains: ['zoho.com', 'zohomail.com'],
    sentFolder: 'Sent',
  }),
  provider('zoho-eu', 'Zoho Mail (.eu)', {
    smtp: tls('smtp.zoho.eu', 465),
    imap: tls('imap.zoho.eu', 993),
    secret: 'app_password',
    page: 'https://accounts.zoho.eu',
    domains: ['zoho.eu', 'zohomail.eu'],
    sentFolder: 'Sent',
  }),
  provider('zoho-pro', 'Zoho Mail Pro (.com)', {
    smtp: tls('smtppro.zoho.com', 465),
    imap: tls('imappro.zoho.com', 993),
    secret: 'app_password',
    page: 'https://accounts.zoho.com',
    exchangers: ['zoho.com'],
    sentFolder: 'Sent',
  }),
  provider('zoho-pro-eu', 'Zoho Mail Pro (.eu)', {
    smtp: tls('smtppro.zoho.eu', 465),
    imap: tls('imappro.zoho.eu', 993),
    secret: 'app_password',
    page: 'https://accounts.zoho.eu',
    exchangers: ['zoho.eu'],
    sentFolder: 'Sent',
  }),
];

/** The provider of this name, `undefined` when there is none. */
export function mailProvider(id: string): MailProvider | undefined {
  return mailProviders.find((one) => one.id === id);
}

/** The provider that an address surely belongs to; an address at a domain of one's own tells nothing. */
export function providerOfAddress(address: string): MailProvider | undefined {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return mailProviders.find(({ domains }) => domains.includes(domain));
}

/** The provider whose server takes the mail of a domain (its MX record), `undefined` for any other. */
export function providerOfExchanger(host: string): MailProvider | undefined {
  const name = host.toLowerCase().replace(/\.$/, '');
  return mailProviders.find(({ exchangers }) =>
    exchangers.some((end) => name === end || name.endsWith(`.${end}`)),
  );
}

/** The name a server knows an address by. */
export function loginName(server: ProviderServer, address: string): string {
  const at = address.lastIndexOf('@');
  return server.login === 'name' && at > 0 ? address.slice(0, at) : address;
}

/** An app password is shown in four groups of four letters, and the blanks are none of it. */
export function tidyPassword({ secret }: MailProvider, typed: string): string {
  const isGrouped = secret === 'app_password' && /^\s*[a-z]{4}(?:\s[a-z]{4}){3}\s*$/i.test(typed);
  return isGrouped ? typed.replace(/\s/g, '') : typed;
}

interface Row extends Pick<MailProvider, 'smtp' | 'imap' | 'secret'> {
  readonly page?: string;
  readonly domains?: readonly string[];
  readonly exchangers?: readonly string[];
  readonly sentFolder?: string;
}

function provider(id: MailProviderId, name: string, row: Row): MailProvider {
  return { page: null, domains: [], exchangers: [], sentFolder: null, ...row, id, name };
}

function tls(host: string, port: number): ProviderServer {
  return { host, port, security: 'tls', login: 'address' };
}

function starttls(host: string, port: number): ProviderServer {
  return { host, port, security: 'starttls', login: 'address' };
}
