import type Connection from 'nodemailer/lib/smtp-connection';
import type {
  SMTPConnectionCustomAuthContext,
  SMTPConnectionCustomAuthHandlers,
} from 'nodemailer/lib/smtp-connection';

/** The library sends commands of our own in one place only, its custom logins: this one logs nobody in. */
const method = 'DUN-SENDER';

/** Asks a server whether an address may send, before there is a message. */
export interface SenderQuestion {
  readonly methods: SMTPConnectionCustomAuthHandlers;
  /** The server's words when it refuses for good; many a server says so only later, at a recipient. */
  readonly ask: (connection: Connection, from: string) => Promise<string | undefined>;
}

export function senderQuestion(): SenderQuestion {
  let address = '';
  let refusal: string | undefined;
  const question = async (talk: SMTPConnectionCustomAuthContext): Promise<void> => {
    const answer = await talk.sendCommand(`MAIL FROM:<${address}>`);
    if (answer.status >= 500) refusal = answer.response.trim().replace(/\s+/g, ' ');
    else await talk.sendCommand('RSET');
  };
  return {
    methods: { [method]: question },
    async ask(connection, from) {
      address = from;
      await new Promise<void>((resolve, reject) => {
        connection.login({ method }, (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
      return refusal;
    },
  };
}
