import { createPrompter } from '../../src/terminal/ask.ts';

/** A program in a terminal of its own that asks what its arguments say, and reports how it went. */
const controller = new AbortController();
process.on('SIGTERM', () => controller.abort('SIGTERM'));

const labels: Readonly<Record<string, string>> = {
  'ask.yes': 'Oui',
  'ask.no': 'Non',
  'ask.yes_or_no': 'Répondez par oui ou par non',
  'ask.move': 'choisir',
  'ask.take': 'valider',
  'ask.enter': 'Entrée',
  'ask.key': 'KEY {key}: {keys}',
};

const prompter = createPrompter({
  input: process.stdin,
  output: process.stdout,
  signal: controller.signal,
  isInteractive: true,
  words: {
    label: (key, values = {}) => (labels[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? ''),
  },
});

const questions: Readonly<Record<string, () => Promise<unknown>>> = {
  text: () => prompter.text({ message: 'Nom du client' }),
  long: () =>
    prompter.text({
      message:
        'But (un montant ou vos mots), Entrée pour garder « 840,00\u00a0€ aujourd’hui, preuve à l’appui, le reste vendredi »',
    }),
  edit: () => prompter.text({ message: 'Objet', initial: 'F-2026-044' }),
  checked: () =>
    prompter.text({
      message: 'Montant',
      validate: (text) => /^\d+$/.test(text) || `« ${text}\u202e » n'est pas un montant`,
    }),
  choose: () =>
    prompter.choose({
      message: 'Quel client ?',
      choices: ['Roussel', 'Canal\u001b]0;pwn\u0007', 'Hélios'].map((label, value) => ({ label, value })),
    }),
  key: () =>
    prompter.key({
      message: 'Ce message',
      choices: [
        { key: 's', label: 'envoyer\u001b]0;pwn\u0007', value: 'send' },
        { key: 'e', label: 'modifier', value: 'edit' },
        { key: 'p', also: ['l'], label: 'plus tard', value: 'later' },
      ],
    }),
  confirm: () => prompter.confirm({ message: 'Envoyer ?' }),
  secret: () => prompter.secret({ message: 'Mot de passe' }),
  decline: () => prompter.confirm({ message: 'Effacer ?', initial: false }),
  hostile: () => prompter.text({ message: 'A\u001b]0;pwn\u0007B\u202e', initial: 'x\u001b[2J\ny' }),
};

try {
  for (const name of process.argv.slice(2)) {
    const answer = await questions[name]?.();
    process.stdout.write(`[${name}=${JSON.stringify(answer)}]\n`);
  }
  process.stdout.write('[done]\n');
} catch (error) {
  const reason = error instanceof Error && 'reason' in error ? String(error.reason) : '';
  process.stdout.write(`[${error instanceof Error ? error.name : 'thrown'}:${reason}]\n`);
}
process.stdout.write(`[raw=${process.stdin.isRaw}]\n`);
process.exitCode = 7;
