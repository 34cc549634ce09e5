/** The first answer of the XOAUTH2 mechanism: user and token, in Base64. */
export function xoauth2(user: string, token: string): string {
  return Buffer.from(`user=${user}\u0001auth=Bearer ${token}\u0001\u0001`).toString('base64');
}

/**
 * What a server says of a token it refuses: the `status` of its challenge, a Base64 of JSON such as
 * `{"status":"401","schemes":"bearer"}`. Nothing else of it is passed on: it is the server's to write, and could hold
 * the token. `undefined` when the challenge is no such thing.
 */
export function refusedStatus(challenge: string): string | undefined {
  return /"status"\s*:\s*"?(\w{1,32})"?/.exec(Buffer.from(challenge, 'base64').toString('utf8'))?.[1];
}

/** A server's words without the secrets that it was told, plain or in Base64. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets
    // A password of a letter or two would black out half of the sentence.
    .filter((secret) => secret.length > 3)
    .flatMap((secret) => [secret, Buffer.from(secret).toString('base64')]);
  return forms.reduce((clean, form) => clean.replaceAll(form, '…'), text);
}
