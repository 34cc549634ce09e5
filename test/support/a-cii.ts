export interface CiiOptions {
  readonly number?: string;
  readonly type?: string;
  readonly currency?: string;
  readonly due?: readonly string[];
  readonly terms?: readonly string[];
  readonly total?: string;
  readonly prepaid?: string;
  readonly payable?: string;
  readonly ibans?: readonly string[];
  readonly buyer?: string;
  readonly contact?: string;
  readonly items?: readonly string[];
  /** Laid before the root. */
  readonly before?: string;
  readonly version?: 'current' | 'first';
}

interface Names {
  readonly root: string;
  readonly document: string;
  readonly trade: string;
  readonly part: string;
  readonly sums: string;
}

const current: Names = {
  root: 'CrossIndustryInvoice',
  document: 'ExchangedDocument',
  trade: 'SupplyChainTradeTransaction',
  part: 'ApplicableHeaderTrade',
  sums: 'SpecifiedTradeSettlementHeaderMonetarySummation',
};

const first: Names = {
  root: 'CrossIndustryDocument',
  document: 'HeaderExchangedDocument',
  trade: 'SpecifiedSupplyChainTradeTransaction',
  part: 'ApplicableSupplyChainTrade',
  sums: 'SpecifiedTradeSettlementMonetarySummation',
};

/** A Cross Industry Invoice with the parts that matter to dun. */
export function aCii(options: CiiOptions = {}): string {
  const names = options.version === 'first' ? first : current;
  const { number = 'F-1', type = '380' } = options;
  const { root, document, trade } = names;
  return `${options.before ?? '<?xml version="1.0" encoding="UTF-8"?>'}
<rsm:${root} xmlns:rsm="urn:un:unece:uncefact:data:standard:${root}:100" xmlns:ram="urn:ram" xmlns:udt="urn:udt">
<rsm:${document}><ram:ID>${number}</ram:ID><ram:TypeCode>${type}</ram:TypeCode>
<ram:IssueDateTime><udt:DateTimeString format="102">20260901</udt:DateTimeString></ram:IssueDateTime></rsm:${document}>
<rsm:${trade}>${lines(options)}${agreement(options, names)}${settlement(options, names)}</rsm:${trade}></rsm:${root}>`;
}

function lines({ items = [] }: CiiOptions): string {
  const product = (item: string) =>
    `<ram:SpecifiedTradeProduct><ram:Name>${item}</ram:Name></ram:SpecifiedTradeProduct>`;
  const name = 'ram:IncludedSupplyChainTradeLineItem';
  return items.map((item) => `<${name}>${product(item)}</${name}>`).join('');
}

function agreement({ buyer = 'Atelier Noor', contact = '' }: CiiOptions, { part }: Names): string {
  return `<ram:${part}Agreement><ram:BuyerTradeParty><ram:Name>${buyer}</ram:Name>${contact}
<ram:PostalTradeAddress><ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress></ram:BuyerTradeParty></ram:${part}Agreement>`;
}

function settlement(options: CiiOptions, { part, sums }: Names): string {
  const {
    currency = 'EUR',
    total = '120.00',
    payable = '120.00',
    ibans = [],
    terms = [],
    due = [],
    prepaid,
  } = options;
  const means = ibans.map((iban) =>
    inTags('SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID', iban),
  );
  const texts = terms.map((text) => inTags('SpecifiedTradePaymentTerms/Description', text));
  const dates = due.map((date) =>
    inTags(
      'SpecifiedTradePaymentTerms/DueDateDateTime',
      `<udt:DateTimeString format="102">${date}</udt:DateTimeString>`,
    ),
  );
  const before = prepaid === undefined ? '' : inTags('TotalPrepaidAmount', prepaid);
  const amounts = `${inTags('GrandTotalAmount', total)}${before}${inTags('DuePayableAmount', payable)}`;
  const head = inTags('PaymentReference', 'REF 1') + inTags('InvoiceCurrencyCode', currency);
  return inTags(
    `${part}Settlement`,
    head + [...means, ...texts, ...dates].join('\n') + inTags(sums, amounts),
  );
}

function inTags(path: string, content: string): string {
  return path.split('/').reduceRight((inside, name) => `<ram:${name}>${inside}</ram:${name}>`, content);
}
