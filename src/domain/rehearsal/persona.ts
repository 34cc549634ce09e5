/** The clients one can rehearse with. */
export const personas = ['forgetful', 'evasive', 'disputer', 'cash_strapped', 'angry', 'gatekeeper'] as const;

export type Persona = (typeof personas)[number];

export function isPersona(text: string): text is Persona {
  return personas.some((persona) => persona === text);
}

/** Who picks up when nobody was chosen. `seed` is any whole number. */
export function drawnPersona(seed: number): Persona {
  return personas[pick(seed, personas.length)] ?? 'evasive';
}

/** A whole number below `count`, scattered: seeds near one another give no neighbours. */
export function pick(seed: number, count: number): number {
  let mixed = seed >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % count;
}
