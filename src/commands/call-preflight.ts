import type { Context } from '../cli/context.ts';
import type { Brief } from '../domain/brief.ts';
import type { CallInvoice } from '../domain/call/state.ts';
import { formatMoney } from '../domain/money.ts';
import { warningText } from '../script/brief-words.ts';
import type { DialNumber, Preflight } from '../terminal/preflight-facts.ts';

export type PreflightServices = Pick<Context, 'words' | 'language' | 'checks' | 'qrCodes' | 'profile'>;

/** What stands on the screen before dialling: the number, what is owed, the voicemail plan, the warnings (practice C3). */
export async function preflightOf(
  page: Brief,
  setup: { readonly invoices: readonly Pick<CallInvoice, 'number'>[] },
  services: PreflightServices,
): Promise<Preflight> {
  return {
    number: await numberOf(page, services),
    owed: owedText(page, setup, services),
    voicemailPlan: page.voicemailPlan,
    warnings: warningTexts(page, services),
  };
}

/** A number is read as it is written in the client's country, and shown as it is dialled from the caller's. */
async function numberOf(
  { phone, contact, standing }: Brief,
  { checks, qrCodes, profile }: PreflightServices,
): Promise<DialNumber | null> {
  if (phone === null) return null;
  // The number of the firm is nobody's extension.
  const extension = contact?.phone === phone ? contact.extension : null;
  const { country } = standing.client;
  const read = await checks.phone(phone, country);
  if (read === undefined) return { display: phone, extension, tel: null, codes: [] };
  const home = profile().country;
  const dialled = country === home ? read : await checks.phone(read.e164, home);
  const tel = `tel:${read.e164}`;
  return { display: dialled?.display ?? read.display, extension, tel, codes: await qrCodes(tel) };
}

function owedText(
  { claim }: Brief,
  setup: { readonly invoices: readonly Pick<CallInvoice, 'number'>[] },
  { language }: Pick<Context, 'language'>,
): string {
  const numbers = setup.invoices.map((invoice) => invoice.number).join(', ');
  if (claim === undefined) return numbers;
  return `${formatMoney(claim.asked.minor > 0 ? claim.asked : claim.open, language)} · ${numbers}`;
}

/** What may be amended after the call is left out; a missing prep is told with what to type (practice D10). */
function warningTexts({ warnings, standing }: Brief, { words }: Pick<Context, 'words'>): string[] {
  const isUnprepared = warnings.some(({ code }) => code === 'prep_missing' || code === 'prep_old');
  const heeded = warnings.filter(({ level }) => level !== 'complete').map((one) => warningText(one, words));
  const { handle } = standing.client;
  return isUnprepared ? [...heeded, words.label('call.not_prepared', { handle })] : heeded;
}
