import type {
  SMTPConnectionCustomAuthContext,
  SMTPConnectionCustomAuthHandlers,
} from 'nodemailer/lib/smtp-connection';
import { DunError } from '../../domain/errors.ts';
import { refusedStatus, withoutSecrets, xoauth2 } from '../xoauth2.ts';

/** A name of our own: by `XOAUTH2` the library would try the token as a password where the server offers PLAIN. */
export const tokenMethod = 'DUN-TOKEN';

/** The login with an access token, as a custom method of the library, and what became of it. */
export interface TokenLogin {
  readonly methods: SMTPConnectionCustomAuthHandlers;
  /** Why the token was not taken: `DunError` 78 when it is refused, else an error of the conversation. */
  refusal(): Error | undefined;
}

interface TokenUser {
  readonly host: string;
  readonly user: string;
  readonly accessToken: string;
}

/**
 * AUTH XOAUTH2. A refused token comes as 334 with the reason, which has to be answered by an empty line before the
 * server says 535. The refusal is kept here and not thrown: the library would add the server's raw words to it, and
 * they may hold the token.
 */
export function tokenLogin(token: TokenUser): TokenLogin {
  let refusal: Error | undefined;
  const prove = async (talk: SMTPConnectionCustomAuthContext): Promise<void> => {
    const proof = xoauth2(token.user, token.accessToken);
    const first = await talk.sendCommand(`AUTH XOAUTH2 ${proof}`);
    if (first.status === 235) return;
    const isChallenge = first.status === 334;
    const status = isChallenge ? refusedStatus(first.text) : undefined;
    const last = isChallenge ? await talk.sendCommand('') : first;
    const words = withoutSecrets(last.response, [token.accessToken, proof]);
    refusal = refused(token, { reply: last.status, words, status });
  };
  return { methods: { [tokenMethod]: prove }, refusal: () => refusal };
}

interface Answer {
  readonly reply: number;
  readonly words: string;
  /** Of the challenge: `401`, `invalid_token`. */
  readonly status: string | undefined;
}

function refused({ host, user }: TokenUser, { reply, words, status }: Answer): Error {
  const reason = [status, words.trim().replace(/\s+/g, ' ')].filter((text) => text !== undefined).join(' · ');
  if (reply >= 500) return new DunError('mail.token_refused', 78, { host, user, reason });
  return Object.assign(new Error(reason), { code: 'EAUTH', response: reason, responseCode: reply });
}
