import type { Language } from './profile.ts';

/**
 * The closed grammar of an "agreed", folded: accents and case gone, straight apostrophes. An answer agrees when it holds
 * one of `agreeing` and is otherwise made of `agreeing` and `passing` alone: whatever else is there has to be read.
 */
export interface AgreementWords {
  /** Whole phrases that agree. */
  readonly agreeing: readonly string[];
  /** Phrases and words that neither add nor take away. */
  readonly passing: readonly string[];
  readonly greetings: readonly string[];
  /** How a mail ends: below stand the name and what belongs to it. */
  readonly closings: readonly string[];
}

const french: AgreementWords = {
  agreeing: [
    "d'accord", 'daccord', "c'est d'accord", "nous sommes d'accord", "je suis d'accord", "entierement d'accord",
    "tout a fait d'accord", 'ok', 'okay', 'oui', "c'est ok", "c'est bon", 'bon pour accord', "c'est entendu", 'entendu',
    'bien entendu', "c'est bien note", "c'est note", 'bien note', 'je confirme',
    'je vous confirme', 'je te confirme', 'nous confirmons', 'nous vous confirmons', 'on confirme', 'on vous confirme',
    "c'est confirme", 'confirme', 'ca marche', 'cela marche', 'ca me va', 'ca nous va', 'cela me va', 'cela nous va',
    'cela me convient', 'cela nous convient', 'ca me convient', 'ca nous convient', 'parfait', "c'est parfait",
    'pas de probleme', 'aucun probleme', 'sans probleme', 'pas de souci', 'aucun souci', 'sans souci', 'tout a fait',
    'exact', "c'est exact", "c'est exactement cela", "c'est exactement ca", "c'est bien cela", "c'est bien ca",
    'on fait comme ca', 'nous ferons ainsi', 'comme convenu', 'accord confirme', "je m'y engage", 'nous nous y engageons',
  ],
  passing: [
    'merci', 'merci beaucoup', 'merci bien', 'je vous remercie', 'nous vous remercions', 'je te remercie',
    'merci pour votre message', 'merci pour votre mail', 'merci pour votre courriel', 'merci pour votre appel',
    'merci de votre appel', 'merci de votre message', 'merci pour votre retour', 'merci pour ce message',
    'merci pour ce recapitulatif', 'merci pour votre patience', 'merci de votre patience', 'suite a notre appel',
    'suite a notre echange', 'par ce message', 'par la presente', 'par retour de mail', 'par retour de courriel',
    'partira', 'part', 'sera fait', 'sera effectue', 'sera envoye', 'sera regle', 'sera payee', 'sera reglee', 'aura lieu', 'je ferai le virement',
    'nous ferons le virement', 'vous recevrez le virement', 'notre accord', 'cet accord', 'votre message',
    'pour moi', 'pour nous', 'de mon cote', 'de notre cote', 'pour le virement', 'pour le paiement',
    'pour le reglement', "pour l'echeancier", "l'echeancier", 'le virement', 'le paiement', 'le reglement',
    'votre virement', 'mon virement', 'notre virement', 'ce virement', 'par virement', 'un virement', 'pour', 'de',
    'du', 'le', 'la', 'pour le', 'au', 'que', 'a', 'et', 'bien', 'tres bien', 'tout', 'tout cela', 'facture',
    'je paie', 'je vous paie', 'je paierai', 'je vous paierai', 'je payerai', 'nous payons', 'nous paierons', 'nous payerons',
    'je regle', 'je reglerai', 'nous reglons', 'nous reglerons', 'je vire', 'je virerai', 'je fais le virement',
    'je fais un virement', 'je ferai un virement', 'nous faisons le virement', 'nous ferons un virement', 'virement',
    'paiement', 'reglement', 'un montant de', 'le montant de', 'la somme de', 'le montant et la date', 'la date et le montant',
    'le montant et le jour', 'le jour et le montant', 'avec', 'bien recu', 'recu', 'merci a vous', 'merci a toi',
    'la facture', 'votre facture', 'pour la facture', 'de la facture', 'en reglement', 'prevu', 'comme prevu',
  ],
  greetings: [
    'bonjour', 'bonsoir', 'salut', 'hello', 'chere', 'cher', 'madame', 'monsieur', 'mesdames', 'messieurs', 'mme', 'm',
    'mr', 'mlle', 'tous', 'toutes',
  ],
  closings: [
    'cordialement', 'bien cordialement', 'tres cordialement', 'sincerement', 'cdlt', 'cdt', 'bien a vous', 'bien a toi',
    'salutations', 'sinceres salutations', 'meilleures salutations', 'bonne journee', 'bonne soiree', 'bon week-end',
    'bon weekend', 'bonne fin de journee', 'bonne semaine', 'a bientot', 'amicalement', 'respectueusement',
    'tres bonne journee', 'excellente journee', 'belle journee', 'bonne reception',
  ],
}; // biome-ignore format: rows of words

const english: AgreementWords = {
  agreeing: [
    'agreed', 'i agree', 'we agree', 'fully agreed', 'i confirm', 'we confirm', 'i can confirm', 'we can confirm',
    'i hereby confirm', 'we hereby confirm', "i'm happy to confirm", 'i am happy to confirm', 'happy to confirm',
    'confirmed', 'confirming', 'ok', 'okay', 'yes', 'sure', 'will do', 'works for me', 'works for us',
    'that works for me', 'that works for us', 'this works for me', 'this works for us', 'that works', 'this works',
    'that works fine', 'sounds good', "that's fine", 'that is fine', "that's fine with me", "that's fine with us",
    "that's fine by me", "that's fine by us", 'fine with me', 'fine with us', 'fine by me', 'fine by us', 'all good',
    'perfect', 'noted', 'well noted', 'noted with thanks', 'absolutely', 'no problem', 'no problem at all', 'as agreed',
    'deal', "that's correct", 'that is correct', 'correct', "that's right", 'that is right', 'all correct',
    'good for me', 'good for us', 'yes that is all correct',
  ],
  passing: [
    'thanks', 'thank you', 'many thanks', 'thanks a lot', 'thank you very much', 'thanks for your message',
    'thank you for your message', 'thanks for your email', 'thank you for your email', 'thanks for the call',
    'thank you for the call', 'thanks for your call', 'thank you for your call', 'thanks for the summary',
    'thank you for the summary', 'thanks for your patience', 'thank you for your patience', 'following our call',
    'by return', 'will leave', 'leaves', 'will be made', 'will be sent', 'will be paid', 'will go out', 'we will pay', 'i will pay',
    "we'll pay", "i'll pay", 'we will transfer', 'i will transfer', 'we will make the transfer', 'i will make the transfer',
    'you will receive', 'the transfer', 'the payment', 'our transfer', 'my transfer', 'this payment', 'our agreement',
    'this agreement', 'the agreement', 'the plan', 'the instalments', 'the payment plan', 'from our side', 'on our side',
    'from my side', 'for me', 'for us', 'the', 'of', 'on', 'by', 'for', 'that', 'and', 'to', 'invoice', 'the invoice',
    "i'll transfer", "we'll transfer", 'payment', 'transfer', 'the amount of', 'the amount and the date',
    'the date and the amount', 'the amount and the day', 'the day and the amount', 'with', 'received', 'well received',
    'your invoice', 'as planned', 'a transfer', 'all', 'both', 'everything',
  ],
  greetings: [
    'hello', 'hi', 'hey', 'dear', 'good morning', 'good afternoon', 'good evening', 'mr', 'mrs', 'ms', 'miss', 'sir',
    'madam', 'there', 'everyone',
  ],
  closings: [
    'best regards', 'kind regards', 'regards', 'warm regards', 'many regards', 'best', 'all the best', 'best wishes',
    'cheers', 'sincerely', 'yours sincerely', 'yours faithfully', 'yours truly', 'yours', 'br', 'have a good day',
    'have a nice day', 'have a great day', 'have a good weekend', 'talk soon', 'speak soon',
  ],
}; // biome-ignore format: rows of words

export const agreementWords: Readonly<Record<Language, AgreementWords>> = { fr: french, en: english };

/**
 * Words of somebody who goes on speaking below the name: a signature has none of them, and what they say there has to
 * be read.
 */
export const speaking: ReadonlySet<string> = new Set([
  'je', 'nous', 'paie', 'paye', 'paierai', 'payerai', 'paierons', 'payerons', 'payer', 'reglerai', 'reglerons', 'regler',
  'vire', 'virons', 'verserai', 'verserons', 'verser', 'virement', 'paiement', 'acompte', 'avoir', 'moitie', 'partie',
  'seulement', 'uniquement', 'semaine', 'semaines', 'mois', 'quinzaine', 'jours', 'apres', 'avant', 'fois',
  'i', "i'll", "i'm", "i'd", 'we', "we'll", "we're", 'pay', 'paid', 'paying', 'send', 'payment', 'transfer', 'deposit',
  'half', 'only', 'week', 'weeks', 'month', 'months', 'days', 'after', 'before', 'next',
]); // biome-ignore format: rows of words

/**
 * Words after which an answer has to be read where they stand below the name: a refusal, a condition, another day, a
 * postscript. Nobody's name passes for one of them either.
 */
export const doubts: ReadonlySet<string> = new Set([
  'non', 'pas', 'ne', 'ni', 'mais', 'sauf', 'si', 'sous', 'reserve', 'condition', 'plutot', 'toutefois', 'cependant',
  'neanmoins', 'jamais', 'rien', 'refuse', 'refusons', 'conteste', 'contestons', 'litige', 'erreur', 'report', 'reporter',
  'decaler', 'retard', 'attente', 'attendre', 'quand', 'lorsque', 'ps', 'nb', 'janvier', 'fevrier', 'mars',
  'avril', 'mai', 'juin', 'juillet', 'aout', 'septembre', 'octobre', 'novembre', 'decembre', 'lundi', 'mardi',
  'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche', 'demain',
  'not', 'no', 'never', 'but', 'except', 'unless', 'if', 'provided', 'subject', 'however', 'instead', 'rather', "don't",
  "can't", 'cannot', "won't", "isn't", 'refuse', 'dispute', 'error', 'wrong', 'later', 'delay', 'postpone', 'wait',
  'when', 'once', 'until', 'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september',
  'october', 'november', 'december', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday',
  'tomorrow',
]); // biome-ignore format: rows of words
