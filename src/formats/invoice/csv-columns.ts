import type { ColumnField, ColumnMap } from '../../domain/foreign-invoice.ts';

/**
 * Headers as invoicing tools write them (facts 4.3) and people do, folded, in the order of preference: the first that
 * is there wins. FR, EN, DE, NL. A header may stand under two fields; what the column holds then decides.
 */
const synonyms: Readonly<Record<ColumnField, readonly string[]>> = {
  number: [
    'invoice number', 'numero facture', 'numero de facture', 'invoice no', 'invoice num', 'invoice #', 'invoice nr', 'facture numero',
    'n facture', 'no facture', 'n de facture', 'no de facture', 'num facture', 'num de facture', 'ref facture', 'reference facture',
    'document number', 'numero document', 'numero du document', 'numero de document', 'rechnungsnummer', 'rechnungs nr', 'rechnungsnr', 'rechnung nr', 'rechnung',
    'factuurnummer', 'factuur nummer', 'factuurnr', 'factuur nr', 'factuur', 'belegnummer', 'beleg nr', 'numero', 'number', 'num', 'nummer',
    'no', 'nr', 'n', '#', 'facture', 'invoice', 'invoice id', 'piece', 'numero piece', 'num piece', 'ref', 'reference', 'details',
  ],
  client: [
    'client name', 'nom client', 'nom du client', 'customer name', 'contact name', 'customer full name', 'invoice partner display name',
    'client', 'customer', 'nom client facture', 'raison sociale', 'raison sociale client', 'societe', 'company name', 'company', 'organisation', 'organization',
    'client societe', 'societe cliente', 'destinataire', 'tiers', 'nom du tiers', 'partner', 'partenaire', 'kunde', 'kundenname', 'kunde name', 'name des kunden', 'firma', 'debitor',
    'klant', 'klantnaam', 'naam klant', 'bedrijf', 'bedrijfsnaam', 'debiteur', 'relatie', 'bill to', 'billed to', 'facture a', 'debtor', 'recipient', 'payer',
    'contact', 'name', 'nom', 'naam', 'clients',
  ],
  amount: [
    'montant ttc', 'total ttc', 'montant total ttc', 'ttc', 'net a payer', 'total a payer', 'invoice total', 'invoice amount', 'total amount', 'grand total',
    'amount incl vat', 'amount incl tax', 'total incl vat', 'total incl tax', 'total including tax', 'total including vat', 'gross amount', 'gross total', 'total gross', 'gross',
    'bruttobetrag', 'gesamtbetrag', 'rechnungsbetrag', 'gesamtsumme', 'summe brutto', 'betrag brutto', 'brutto', 'gesamt brutto', 'endbetrag',
    'totaal incl btw', 'bedrag incl btw', 'totaalbedrag', 'factuurbedrag', 'totaal inclusief btw', 'incl btw',
    'total signed', 'total in currency signed', 'total', 'montant total', 'montant', 'montant facture', 'amount', 'betrag', 'bedrag', 'summe', 'totaal', 'somme', 'gesamt',
    'amount one column',
  ],
  due: [
    'due date', 'date echeance', 'date d echeance', 'date limite de paiement', 'date limite de reglement', 'date de reglement prevue', 'a payer avant', 'a regler avant', 'payable le', 'payment due', 'payment due date',
    'date due', 'due on', 'due by', 'faelligkeitsdatum', 'falligkeitsdatum', 'fallig am', 'faellig am', 'falligkeit', 'faelligkeit', 'fallig', 'faellig', 'zahlbar bis', 'zahlungsziel', 'vervaldatum', 'vervaldag', 'uiterste betaaldatum', 'te betalen voor',
    'echeance', 'echeance le', 'date echeance facture', 'due',
  ],
  issued: [
    'invoice date', 'date facture', 'date de facture', 'date de facturation', 'date de la facture', 'date emission', 'date d emission', 'issue date', 'date issued', 'issued', 'issued on', 'emise le',
    'document date', 'date document', 'date du document', 'invoice bill date', 'bill date', 'rechnungsdatum', 'belegdatum', 'factuurdatum', 'transaction date', 'creation date', 'created', 'created date', 'date de creation', 'cree le', 'datum', 'date',
  ],
  balance: [
    'reste a payer', 'reste du', 'reste a regler', 'reste a encaisser', 'restant du', 'montant restant', 'montant restant du', 'solde', 'solde du', 'montant du', 'a encaisser',
    'invoice amount due', 'amount due', 'balance due', 'balance due amount', 'open balance', 'open amount', 'outstanding', 'outstanding amount', 'amount outstanding', 'remaining', 'balance', 'amount due signed', 'unpaid', 'unpaid amount',
    'offen', 'offener betrag', 'restbetrag', 'offene summe', 'noch offen', 'openstaand', 'openstaand bedrag', 'nog te betalen', 'restant', 'resterend', 'due',
  ],
  paid: [
    'montant paye', 'montant regle', 'montant encaisse', 'deja paye', 'deja regle', 'total paye', 'total regle', 'paye', 'regle', 'encaisse', 'acompte', 'acomptes', 'acompte verse',
    'invoice amount paid', 'amount paid', 'amount paid amount', 'paid amount', 'total paid', 'paid', 'paid to date', 'payments received', 'received',
    'bezahlt', 'bezahlter betrag', 'gezahlt', 'anzahlung', 'betaald', 'betaald bedrag', 'reeds betaald',
  ],
  status: [
    'invoice status', 'payment status', 'payment state', 'statut', 'statut facture', 'statut de la facture', 'statut du paiement', 'statut de paiement', 'etat', 'etat facture', 'status', 'document status', 'state', 'zahlungsstatus', 'rechnungsstatus', 'betaalstatus', 'factuurstatus', 'in payment status',
  ],
  currency: ['currency', 'currency code', 'devise', 'code devise', 'monnaie', 'wahrung', 'waehrung', 'munt', 'valuta', 'munteenheid'],
  email: [
    'email', 'e mail', 'mail', 'email address', 'emailaddress', 'email client', 'client email', 'customer email', 'email du client', 'adresse email', 'adresse e mail', 'courriel', 'email recipient', 'contact email', 'primary contact emailid', 'e mail adresse', 'e mailadres',
  ],
  phone: ['phone', 'telephone', 'tel', 'phone number', 'phone numbers', 'client phone', 'customer phone', 'telephone client', 'billing phone', 'mobile', 'portable', 'numero de telephone', 'telefon', 'telefonnummer', 'telefoon', 'telefoonnummer', 'work phone'],
  contact: ['contact person', 'nom du contact', 'interlocuteur', 'contact client', 'personne de contact', 'ansprechpartner', 'contactpersoon', 'attention', 'a l attention de', 'contact'],
  service: ['objet', 'objet de la facture', 'subject', 'libelle', 'designation', 'prestation', 'description', 'item name', 'item description', 'item desc', 'intitule', 'betreff', 'beschreibung', 'leistung', 'omschrijving', 'onderwerp', 'project name', 'projet', 'comment', 'item product', 'details'],
  po: ['po number', 'purchase order', 'purchaseorder', 'po', 'bon de commande', 'numero de commande', 'n commande', 'numero commande', 'commande', 'order number', 'bestellnummer', 'bestelnummer', 'customer reference', 'reference client', 'votre reference', 'reference', 'ref'],
  iban: ['iban'],
  terms: ['payment terms label', 'payment terms', 'terms', 'conditions de paiement', 'conditions de reglement', 'delai de paiement', 'modalites de paiement', 'zahlungsbedingungen', 'betalingstermijn', 'betalingsvoorwaarden', 'term'],
  type: ['type', 'document type', 'type de document', 'type de piece', 'type document', 'transaction type', 'invoice type', 'type de facture', 'belegart', 'dokumenttyp', 'soort', 'nature', 'style name', 'move type'],
  country: ['country', 'pays', 'land', 'billing country', 'pocountry', 'po country', 'country code', 'code pays', 'client country', 'pays client'],
  reference: ['payment reference', 'reference de paiement', 'reference paiement', 'remittance reference', 'communication structuree', 'communication', 'verwendungszweck', 'betalingskenmerk'],
  delivered: ['delivery date', 'date de livraison', 'date livraison', 'ship date', 'lieferdatum', 'leistungsdatum', 'leverdatum', 'date de prestation'],
  credited: ['credited invoice', 'facture d origine', 'facture origine', 'facture liee', 'facture associee', 'original invoice', 'applied to', 'reversal of', 'ursprungsrechnung', 'oorspronkelijke factuur'],
  line: ['line total', 'line amount', 'line subtotal', 'item total', 'total ligne', 'montant ligne', 'zeilensumme', 'regeltotaal'],
  account: ['account type'],
}; // biome-ignore format: rows of words

/** What is looked for first: a header is given away only once, unless nothing else will do. */
const order: readonly ColumnField[] = [
  'number', 'client', 'due', 'issued', 'balance', 'paid', 'amount', 'line', 'status', 'type', 'currency', 'email', 'phone',
  'country', 'contact', 'po', 'iban', 'terms', 'reference', 'delivered', 'credited', 'account', 'service',
]; // biome-ignore format: rows of names

/** Words in the headers of bank statements and of ledgers. */
const bankWords = new Set([
  'date op', 'date val', 'date operation', 'date de valeur', 'date valeur', 'date de l operation', 'libelle', 'label', 'debit', 'credit', 'solde',
  'balance', 'account num', 'accountnum', 'accountbalance', 'account label', 'accountlabel', 'category', 'montant', 'amount', 'counterparty', 'contrepartie',
  'buchungstag', 'valuta', 'valutadatum', 'verwendungszweck', 'buchungstext', 'auftraggeber', 'beguenstigter', 'empfanger', 'iban', 'bic', 'umsatz',
  'booking date', 'value date', 'transaction', 'tegenrekening', 'rekening', 'mededelingen', 'af bij', 'transaction description', 'running balance', 'payee',
]); // biome-ignore format: rows of words

/** What the cells of a column look like; `digits` may be days (`20260305`), amounts or numbers. */
export type ColumnHolds = 'day' | 'amount' | 'digits' | 'text' | 'nothing';

/** Index of the column of each field. */
export type Columns = ReadonlyMap<ColumnField, number>;

const dayFields = new Set<ColumnField>(['due', 'issued', 'delivered']);
const amountFields = new Set<ColumnField>(['amount', 'balance', 'paid', 'line']);

/** Found by their header alone if need be, so that a column full of errors is an error and not a riddle. */
const tolerant = new Set<ColumnField>(['due', 'issued', 'amount', 'balance']);

/** `Date d’Échéance (EUR)` → `date d echeance`; `InvoiceAmountDue` → `invoice amount due`; `N°` → `n`. */
export function foldHeader(header: string): string {
  const spaced = header.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/\b([A-Z]+)([A-Z][a-z])/g, '$1 $2');
  return spaced
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\b(?:in|en) (?:eur|usd|gbp|chf|cad)\b|\((?:eur|usd|gbp|chf|cad|€|\$|£)\)/g, ' ')
    .replace(/œ/g, 'oe')
    .replace(/[^\p{L}\p{N}#]+/gu, ' ')
    .trim();
}

/** How many fields a row would name if it were the header. */
export function headerScore(cells: readonly string[]): number {
  return matchColumns(cells, () => 'nothing').size;
}

/** Finds the column of each field by its header; `holds` tells what a column has in it, to choose between two. */
export function matchColumns(headers: readonly string[], holds: (column: number) => ColumnHolds): Columns {
  const folded = headers.map((header) => foldHeader(header));
  const columns = new Map<ColumnField, number>();
  const taken = new Set<number>();
  for (const field of order) {
    const isFree = (index: number) => !taken.has(index);
    const column =
      columnFor(field, folded, (index) => isFree(index) && fits(field, holds(index))) ??
      (tolerant.has(field)
        ? columnFor(field, folded, (index) => isFree(index) && holds(index) === 'text')
        : undefined);
    if (column === undefined) continue;
    columns.set(field, column);
    taken.add(column);
  }
  return columns;
}

/** Columns as the user named them; a header that is not there is missing. */
export function namedColumns(headers: readonly string[], map: ColumnMap): Map<ColumnField, number> {
  const folded = headers.map((header) => foldHeader(header));
  const columns = new Map<ColumnField, number>();
  for (const field of order) {
    const wanted = map[field];
    if (wanted === undefined) continue;
    const exact = headers.findIndex((header) => header.trim() === wanted.trim());
    const column = exact >= 0 ? exact : folded.indexOf(foldHeader(wanted));
    if (column >= 0) columns.set(field, column);
  }
  return columns;
}

/** Does this header belong to a list of bank movements? */
function isBankHeader(headers: readonly string[]): boolean {
  const hits = headers.map((header) => foldHeader(header)).filter((header) => bankWords.has(header));
  return hits.length >= 3 || (hits.length >= 2 && hits.length * 2 >= headers.length);
}

/** Headers that may name anything, so that a bank's list could be taken for invoices. */
const vague = new Set([
  'reference',
  'ref',
  'piece',
  'no',
  'nr',
  'n',
  '#',
  'details',
  'numero',
  'number',
  'num',
  'numero piece',
  'num piece',
]);

/** Is the invoice number only a guess, in a table that speaks like a bank and of no due day, status or balance? */
export function isBankTable(headers: readonly string[], columns: Columns): boolean {
  if (!isBankHeader(headers)) return false;
  const number = columns.get('number');
  if (number === undefined || !columns.has('client')) return true;
  const speaksOfInvoices =
    columns.has('due') || columns.has('status') || columns.has('paid') || columns.has('account');
  return vague.has(foldHeader(headers[number] ?? '')) && !speaksOfInvoices;
}

/** The header of a French legal ledger file (FEC). */
export function isLedgerHeader(headers: readonly string[]): boolean {
  const folded = new Set(headers.map((header) => foldHeader(header).replaceAll(' ', '')));
  return ['journalcode', 'ecriturenum', 'comptenum'].every((header) => folded.has(header));
}

function columnFor(
  field: ColumnField,
  folded: readonly string[],
  isFree: (index: number) => boolean,
): number | undefined {
  for (const synonym of synonyms[field]) {
    const column = folded.findIndex((header, index) => header === synonym && isFree(index));
    if (column >= 0) return column;
  }
  return undefined;
}

function fits(field: ColumnField, holds: ColumnHolds): boolean {
  if (holds === 'nothing' || holds === 'digits') return true;
  if (dayFields.has(field)) return holds === 'day';
  if (amountFields.has(field)) return holds === 'amount';
  return holds !== 'day';
}
