import { elementsAt, oneLine, textAt, type XmlElement } from '../xml.ts';
import { type ReadDocument, readDocument } from './document.ts';

/** Where the two generations of the syntax keep the same things. */
interface CiiPaths {
  readonly document: string;
  readonly agreement: string;
  readonly delivery: string;
  readonly settlement: string;
  readonly summation: string;
  readonly order: string;
  readonly lines: string;
}

const current: CiiPaths = {
  document: 'ExchangedDocument',
  agreement: 'SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement',
  delivery: 'SupplyChainTradeTransaction/ApplicableHeaderTradeDelivery',
  settlement: 'SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement',
  summation: 'SpecifiedTradeSettlementHeaderMonetarySummation',
  order: 'BuyerOrderReferencedDocument/IssuerAssignedID',
  lines: 'SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem',
};

/** ZUGFeRD 1.0, root `CrossIndustryDocument`. */
const first: CiiPaths = {
  document: 'HeaderExchangedDocument',
  agreement: 'SpecifiedSupplyChainTradeTransaction/ApplicableSupplyChainTradeAgreement',
  delivery: 'SpecifiedSupplyChainTradeTransaction/ApplicableSupplyChainTradeDelivery',
  settlement: 'SpecifiedSupplyChainTradeTransaction/ApplicableSupplyChainTradeSettlement',
  summation: 'SpecifiedTradeSettlementMonetarySummation',
  order: 'BuyerOrderReferencedDocument/ID',
  lines: 'SpecifiedSupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem',
};

/**
 * Reads a Cross Industry Invoice: Factur-X, ZUGFeRD, XRechnung, all profiles (facts 4.1). MINIMUM has no due day, no
 * account and no contact: these are `null`. DunError 65 as `readDocument`.
 */
export function readCii(root: XmlElement, file: string): ReadDocument {
  const paths = root.name === 'CrossIndustryDocument' ? first : current;
  const settlement = `${paths.settlement}/`;
  const sums = `${settlement}${paths.summation}/`;
  const buyer = `${paths.agreement}/BuyerTradeParty/`;
  const contact = `${buyer}DefinedTradeContact/`;
  const terms = `${settlement}SpecifiedTradePaymentTerms/`;
  const currency = textAt(root, `${settlement}InvoiceCurrencyCode`);
  return readDocument(
    {
      typeCode: textAt(root, `${paths.document}/TypeCode`),
      isCreditNote: false,
      number: textAt(root, `${paths.document}/ID`),
      issued: textAt(root, `${paths.document}/IssueDateTime/DateTimeString`),
      due: textsAt(root, `${terms}DueDateDateTime/DateTimeString`),
      terms: textsAt(root, `${terms}Description`),
      currency,
      total: amountAt(root, `${sums}GrandTotalAmount`, currency),
      prepaid: amountAt(root, `${sums}TotalPrepaidAmount`, currency),
      rounding: amountAt(root, `${sums}RoundingAmount`, currency),
      payable: amountAt(root, `${sums}DuePayableAmount`, currency),
      iban: textAt(
        root,
        `${settlement}SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID`,
      ),
      reference: textAt(root, `${settlement}PaymentReference`),
      buyer:
        textAt(root, `${buyer}Name`) ??
        textAt(root, `${buyer}SpecifiedLegalOrganization/TradingBusinessName`),
      emails: [
        textAt(root, `${contact}EmailURIUniversalCommunication/URIID`),
        textAt(root, `${contact}EmailURIUniversalCommunication/CompleteNumber`),
        textAt(root, `${buyer}URIUniversalCommunication/URIID`),
      ],
      contact: textAt(root, `${contact}PersonName`),
      phone: textAt(root, `${contact}TelephoneUniversalCommunication/CompleteNumber`),
      country: textAt(root, `${buyer}PostalTradeAddress/CountryID`),
      items: textsAt(root, `${paths.lines}/SpecifiedTradeProduct/Name`),
      order: textAt(root, `${paths.agreement}/${paths.order}`),
      delivered: textAt(
        root,
        `${paths.delivery}/ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString`,
      ),
      credited:
        textAt(root, `${settlement}InvoiceReferencedDocument/IssuerAssignedID`) ??
        textAt(root, `${settlement}InvoiceReferencedDocument/ID`),
    },
    file,
  );
}

function textsAt(root: XmlElement, path: string): string[] {
  return elementsAt(root, path)
    .map(({ text }) => oneLine(text))
    .filter((text) => text !== '');
}

/** Totals may be told twice, the second time in the currency of the tax office. */
function amountAt(root: XmlElement, path: string, currency: string | null): string | null {
  const found = elementsAt(root, path);
  const own =
    found.find(({ attributes }) => (attributes.get('currencyID') ?? currency) === currency) ?? found[0];
  const text = own === undefined ? '' : oneLine(own.text);
  return text === '' ? null : text;
}
