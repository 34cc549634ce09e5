// Columns that the tables have in common. What stands here is part of released migrations: it can be added to, not changed.
// Days compare as text, so the shape of the text is checked; amounts stay within what JavaScript counts exactly.
export const day = (column: string) =>
  `${column} TEXT CHECK (${column} GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')`;
export const flag = (column: string) => `${column} INTEGER NOT NULL CHECK (${column} IN (0, 1))`;
export const flagOrNull = (column: string) => `${column} INTEGER CHECK (${column} IN (0, 1))`;
export const amount = (column: string) => `${column} INTEGER CHECK (abs(${column}) <= 9007199254740991)`;
export const currency = (column: string) => `${column} TEXT CHECK (${column} GLOB '[A-Z][A-Z][A-Z]')`;
export const oneOf = (column: string, names: string) =>
  `${column} TEXT CHECK (${column} IN (${names
    .split(' ')
    .map((name) => `'${name}'`)
    .join(', ')}))`;
/** Text that holds a JSON array or object. The CASE keeps `json_type` from text that is no JSON at all. */
export const json = (column: string, type: 'array' | 'object') =>
  `${column} TEXT NOT NULL CHECK (CASE WHEN json_valid(${column}) THEN json_type(${column}) = '${type}' ELSE 0 END)`;

export const id = 'id INTEGER PRIMARY KEY';
export const clientId = 'client_id INTEGER NOT NULL REFERENCES clients (id)';
export const callId = 'call_id INTEGER REFERENCES calls (id)';
export const recordedAt = 'recorded_at INTEGER NOT NULL';
