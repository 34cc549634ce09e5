import type { Context } from '../cli/context.ts';
import type { Client, ClientKind, Relationship } from '../domain/client.ts';
import { handleFor } from '../domain/client-name.ts';
import { DunError } from '../domain/errors.ts';
import { fold } from '../domain/fold.ts';
import { readChoice, readCountry, readCount, readEmail, readLanguage, readPhone } from './read-values.ts';

const clientFlags = [
  'country',
  'region',
  'lang',
  'email',
  'phone',
  'kind',
  'register',
  'relationship',
  'staff',
] as const;
type ClientFlag = (typeof clientFlags)[number];

/** What may be said of a client on the command line, as typed; an empty text clears. */
export type ClientFlags = { readonly [K in ClientFlag]?: string };

export type NewClientFacts = Omit<Client, 'id' | 'recordedAt'>;
type Services = Pick<Context, 'ledger' | 'language' | 'checks' | 'calendarOf'>;
type Read = (
  text: string,
  country: string,
  context: Services,
) => Partial<NewClientFacts> | Promise<Partial<NewClientFacts>>;

const kinds: readonly ClientKind[] = ['business', 'consumer', 'public'];
const relationships: readonly Relationship[] = ['keep', 'neutral', 'ending'];
const registers = ['formal', 'familiar'] as const;

const readers: Readonly<Record<ClientFlag, Read>> = {
  country: (text) => ({ country: readCountry({ flag: '--country', text }) }),
  region: (text) => ({ region: text.trim().toUpperCase() || null }),
  lang: (text) => ({ language: readLanguage({ flag: '--lang', text }) }),
  email: (text) => ({ email: text === '' ? null : readEmail({ flag: '--email', text }) }),
  phone: async (text, country, context) => ({
    phone: text === '' ? null : await readPhone({ flag: '--phone', text }, country, context),
  }),
  kind: (text) => ({ kind: readChoice({ flag: '--kind', text }, kinds) }),
  register: (text) => ({ register: readChoice({ flag: '--register', text }, registers) }),
  relationship: (text) => ({ relationship: readChoice({ flag: '--relationship', text }, relationships) }),
  staff: (text) => ({ staffSize: readCount({ flag: '--staff', text }, { from: 0, to: 999_999 }) }),
};

/** The facts that flags name, each checked; flags that were not typed are left out. DunError 2. */
export async function readClientFlags(
  context: Services,
  flags: ClientFlags,
  before: Pick<Client, 'country' | 'region'>,
): Promise<Partial<NewClientFacts>> {
  let facts: Partial<NewClientFacts> = {};
  for (const flag of clientFlags) {
    const text = flags[flag];
    if (text !== undefined)
      facts = { ...facts, ...(await readers[flag](text, facts.country ?? before.country, context)) };
  }
  await checkPlace(context, facts, before);
  return facts;
}

/** A region that its country does not have would fail later, where nobody expects it. DunError 2. */
async function checkPlace(
  { calendarOf }: Services,
  facts: Partial<NewClientFacts>,
  before: Pick<Client, 'country' | 'region'>,
): Promise<void> {
  const { country, region } = { ...before, ...facts };
  const isNew = facts.country !== undefined || facts.region !== undefined;
  if (isNew && region !== null) await calendarOf({ country, region });
}

/** The facts of a client that does not exist yet; what no flag says comes from the profile. DunError 2. */
export async function newClientFacts(
  context: Services,
  typedName: string,
  flags: ClientFlags,
): Promise<NewClientFacts> {
  const all = context.ledger.clients.all();
  const name = readNewName(typedName, all);
  const profile = context.ledger.profile.load();
  const country = profile?.country ?? 'FR';
  return {
    name,
    handle: handleFor(name, new Set(all.map(({ handle }) => handle))),
    kind: 'business',
    country,
    region: null,
    language: profile?.language ?? context.language,
    register: 'formal',
    relationship: 'keep',
    email: null,
    phone: null,
    staffSize: null,
    payerType: null,
    ...(await readClientFlags(context, flags, { country, region: null })),
  };
}

/** A name that no other client has. DunError 2. */
export function readNewName(text: string, others: readonly Client[]): string {
  const name = readClientName(text);
  const twin = others.find((client) => fold(client.name) === fold(name));
  if (twin !== undefined) throw new DunError('client.exists', 2, { name: twin.name, handle: twin.handle });
  return name;
}

/** A name as it is shown: one line, single spaces, at most 200 characters. */
function readClientName(text: string): string {
  const name = text.replace(/\s+/g, ' ').trim();
  if (name === '' || name.length > 200) throw new DunError('client.bad_name', 2);
  return name;
}
