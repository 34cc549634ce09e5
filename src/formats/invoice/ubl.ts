import { elementsAt, oneLine, textAt, type XmlElement } from '../xml.ts';
import { type ReadDocument, readDocument } from './document.ts';

/** Reads a UBL 2.1 `Invoice` or `CreditNote`: Peppol, XRechnung, NLCIUS (facts 4.1). DunError 65 as `readDocument`. */
export function readUbl(root: XmlElement, file: string): ReadDocument {
  const isCreditNote = root.name === 'CreditNote';
  const party = 'AccountingCustomerParty/Party/';
  const means = 'PaymentMeans/';
  const sums = 'LegalMonetaryTotal/';
  const line = isCreditNote ? 'CreditNoteLine' : 'InvoiceLine';
  return readDocument(
    {
      typeCode: textAt(root, isCreditNote ? 'CreditNoteTypeCode' : 'InvoiceTypeCode'),
      isCreditNote,
      number: textAt(root, 'ID'),
      issued: textAt(root, 'IssueDate'),
      due: firstTexts(root, ['DueDate', `${means}PaymentDueDate`, 'PaymentTerms/PaymentDueDate']),
      terms: elementsAt(root, 'PaymentTerms/Note')
        .map(({ text }) => oneLine(text))
        .filter((text) => text !== ''),
      currency: textAt(root, 'DocumentCurrencyCode'),
      total: textAt(root, `${sums}TaxInclusiveAmount`),
      prepaid: textAt(root, `${sums}PrepaidAmount`),
      rounding: textAt(root, `${sums}PayableRoundingAmount`),
      payable: textAt(root, `${sums}PayableAmount`),
      iban: textAt(root, `${means}PayeeFinancialAccount/ID`),
      reference: textAt(root, `${means}PaymentID`),
      buyer:
        textAt(root, `${party}PartyLegalEntity/RegistrationName`) ?? textAt(root, `${party}PartyName/Name`),
      emails: [textAt(root, `${party}Contact/ElectronicMail`), textAt(root, `${party}EndpointID`)],
      contact: textAt(root, `${party}Contact/Name`),
      phone: textAt(root, `${party}Contact/Telephone`),
      country: textAt(root, `${party}PostalAddress/Country/IdentificationCode`),
      items: elementsAt(root, `${line}/Item/Name`).map(({ text }) => oneLine(text)),
      order: textAt(root, 'OrderReference/ID'),
      delivered: textAt(root, 'Delivery/ActualDeliveryDate'),
      credited: textAt(root, 'BillingReference/InvoiceDocumentReference/ID'),
    },
    file,
  );
}

function firstTexts(root: XmlElement, paths: readonly string[]): string[] {
  const found = paths.map((path) => textAt(root, path)).find((text) => text !== null);
  return found === undefined || found === null ? [] : [found];
}
