import { foldHeader } from './csv-columns.ts';

/** What the status and the type of a row say about it. */
export type RowState = 'open' | 'paid' | 'partial' | 'draft' | 'void' | 'credit' | 'other' | 'unknown';

/** Words of statuses and types, folded, FR EN DE NL. The first list in which a word is found wins. */
const words: readonly (readonly [RowState, readonly string[]])[] = [
  [
    'open',
    [
      'unpaid', 'not paid', 'non payee', 'non paye', 'non reglee', 'non regle', 'impayee', 'impaye', 'nicht bezahlt', 'unbezahlt', 'onbetaald', 'niet betaald',
      'sent', 'envoyee', 'envoye', 'emise', 'emis', 'en retard', 'overdue', 'late', 'due', 'past due', 'awaiting payment', 'awaiting approval', 'authorised', 'authorized',
      'approved', 'open', 'ouverte', 'outstanding', 'viewed', 'vue', 'unsent', 'offen', 'uberfallig', 'ueberfaellig', 'fallig', 'faellig', 'verstuurd', 'verzonden', 'openstaand',
      'te laat', 'vervallen factuur', 'finalisee', 'finalise', 'validee', 'valide', 'posted', 'comptabilisee', 'a regler', 'a payer', 'a encaisser', 'en attente', 'en attente de paiement',
      'relancee', 'relance', 'echue', 'non echue', 'en cours', 'submitted', 'delivered', 'versendet', 'gesendet', 'gestellt', 'gemahnt', 'mahnung', 'issued', 'pending', 'deposee',
      'a echeance', 'transmise', 'acceptee', 'accepted', 'saved', 'not due', 'active', 'invoiced', 'facturee', 'invoice', 'facture', 'rechnung', 'factuur', 'sales invoice', 'facture de vente',
      'accrec', 'customer invoice', 'facture client', 'out invoice', 'standard', 'en litige', 'disputed', 'to pay', 'unsettled', 'final', 'facture d acompte', 'facture de solde',
      'acompte', 'deposit invoice', 'schlussrechnung', 'abschlagsrechnung', 'printed', 'synced', 'services', 'service', 'goods', 'biens', 'vente', 'sale', 'tax invoice', 'recurring invoice',
    ],
  ],
  ['partial', ['partial', 'partially paid', 'partiallypaid', 'partiellement payee', 'partiellement paye', 'partiellement reglee', 'partiellement regle', 'paiement partiel', 'part paid', 'partly paid', 'teilweise bezahlt', 'teilbezahlt', 'gedeeltelijk betaald', 'deels betaald']],
  ['paid', ['paid', 'payee', 'paye', 'reglee', 'regle', 'soldee', 'solde', 'acquittee', 'acquitte', 'encaissee', 'encaisse', 'bezahlt', 'beglichen', 'betaald', 'voldaan', 'settled', 'closed', 'cloturee', 'in payment', 'en paiement', 'paiement recu', 'payment received', 'fully paid', 'paid in full', 'totalement payee', 'reversed', 'extournee', 'autopaid', 'auto paid', 'geschlossen', 'remboursee', 'refunded']],
  ['draft', ['draft', 'brouillon', 'entwurf', 'concept', 'klad', 'pro forma', 'proforma', 'facture proforma', 'provisoire', 'a valider', 'en preparation', 'en creation', 'devis', 'quote', 'estimate', 'angebot', 'offerte', 'bon de commande', 'order']],
  ['void', ['void', 'voided', 'cancelled', 'canceled', 'annulee', 'annule', 'storniert', 'storno', 'geannuleerd', 'vervallen', 'deleted', 'supprimee', 'rejected', 'rejetee', 'refusee', 'written off', 'write off', 'writeoff', 'uncollectible', 'irrecouvrable', 'passee en perte', 'bad debt', 'abandonnee', 'abgeschrieben', 'afgeschreven']],
  ['credit', ['avoir', 'facture d avoir', 'avoir client', 'credit note', 'credit memo', 'creditnote', 'creditmemo', 'credit', 'gutschrift', 'creditnota', 'creditfactuur', 'credit factuur', 'rechnungskorrektur', 'stornorechnung', 'note de credit', 'sales credit note', 'customer credit note', 'accreccredit', 'out refund', 'refund', 'remboursement']],
  ['other', ['payment', 'paiement', 'deposit', 'journal entry', 'ecriture', 'bill', 'bill credit', 'purchase', 'purchase invoice', 'supplier invoice', 'facture fournisseur', 'achat', 'facture d achat', 'accpay', 'accpaycredit', 'vendor bill', 'in invoice', 'in refund', 'expense', 'zahlung', 'eingangsrechnung', 'inkoopfactuur', 'betaling', 'receipt', 'transfer', 'sales receipt', 'overpayment', 'prepayment']],
]; // biome-ignore format: rows of words

const states: ReadonlyMap<string, RowState> = new Map(
  words.toReversed().flatMap(([state, list]) => list.map((word): [string, RowState] => [word, state])),
);

/** The state that a status or a type names; `unknown` for a word that is not known, an empty one is open. */
export function stateOf(text: string): RowState {
  const folded = foldHeader(text);
  if (folded === '') return 'open';
  const plural = folded.endsWith('s') ? states.get(folded.slice(0, -1)) : undefined;
  const lead = folded.split(' ');
  return (
    states.get(folded) ??
    plural ??
    states.get(lead.slice(0, 2).join(' ')) ??
    states.get(lead[0] ?? '') ??
    'unknown'
  );
}

/** Is this the beginning of a known status, as a cut file leaves it? */
export function isStatusStart(text: string): boolean {
  const folded = foldHeader(text);
  return folded !== '' && !states.has(folded) && [...states.keys()].some((word) => word.startsWith(folded));
}
