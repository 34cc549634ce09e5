/**
 * Public holidays of the usual places as rules, for days that are worked out while reading: no library is loaded for
 * them. A test holds every row against the full lists. Tokens: `07-14` a date, `E+39` days from Easter Sunday, `05/-1.1`
 * the last Monday of May (month, which, weekday), with `+4` days after it, `05-18w1` the first Monday from 18 May on; `~` moved from a week-end to the next working
 * day, `^` from Saturday to Friday and from Sunday to Monday; `@15` only where that is a Monday or a Friday; `>2023` from that year on, `<2023` before it, `=2022` in it. Left out: the Näfelser Fahrt of
 * Glarus, which moves round Easter as the canton decides.
 */
const fr = '01-01 E+1 05-01 05-08 E+39 E+50 07-14 08-15 11-01 11-11 12-25';
const moselle = `${fr} E-2 12-26`;
const de = '01-01 E-2 E+1 05-01 E+39 E+50 10-03 12-25 12-26';
const uk =
  '01-01~ E-2 05/1.1>2021 05/1.1<2020 05-08=2020 05/-1.1>2023 05/-1.1<2022 06-02=2022 06-03=2022 09-19=2022 05-08=2023 12-25~ 12-26~';
const england = `${uk} E+1 08/-1.1`;
const us = '01-01^ 01/3.1 02/3.1 05/-1.1 06-19^>2021 07-04^ 09/1.1 10/2.1 11-11^ 11/4.4 12-25^';
const ca = '01-01 E-2 07-01 09/1.1 12-25';
const victoria = '05-18w1';
const truth = '09-30';
const ch = '01-01 E+39 08-01 12-25';
const reformed = `${ch} E-2 E+1 E+50 12-26`;
const catholic = `${ch} E+60 08-15 11-01`;

/** By country, then region; `''` stands for the country where no region is known or named. */
export const usualHolidays: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  FR: { '': fr, 57: moselle, 67: moselle, 68: moselle },
  BE: { '': '01-01 E+1 05-01 E+39 E+50 07-21 08-15 11-01 11-11 12-25' },
  LU: { '': '01-01 E+1 05-01 05-09 E+39 E+50 06-23 08-15 11-01 12-25 12-26' },
  GB: {
    '': england,
    ENG: england,
    WLS: england,
    SCT: `${uk} 01-02~ 08/1.1 11-30~ 06-15=2026`,
    NIR: `${england} 03-17~ 07-12~`,
  },
  US: { '': us },
  DE: {
    '': de,
    BW: `${de} 01-06 E+60 11-01`,
    BY: `${de} 01-06 E+60 11-01`,
    BE: `${de} 03-08 05-08=2020 05-08=2025 06-17=2028`,
    BB: `${de} 10-31`,
    HB: `${de} 10-31`,
    HH: `${de} 10-31`,
    HE: `${de} E+60`,
    MV: `${de} 03-08>2023 10-31`,
    NI: `${de} 10-31`,
    NW: `${de} E+60 11-01`,
    RP: `${de} E+60 11-01`,
    SL: `${de} E+60 08-15 11-01`,
    SN: `${de} 10-31 11-16w3`,
    ST: `${de} 01-06 10-31`,
    SH: `${de} 10-31`,
    TH: `${de} 09-20 10-31`,
  },
  CA: {
    '': ca,
    AB: `${ca} 02/3.1 ${victoria} 10/2.1 11-11`,
    BC: `${ca} 02/3.1 ${victoria} 08/1.1 10/2.1 11-11 ${truth}>2023`,
    MB: `${ca} 02/3.1 ${victoria} 10/2.1 ${truth}>2024`,
    NB: `${ca} 02/3.1 08/1.1 11-11`,
    NL: `${ca} 11-11`,
    NS: `${ca} 02/3.1 11-11`,
    NT: `${ca} ${victoria} 06-21 08/1.1 10/2.1 11-11 ${truth}>2022`,
    NU: `${ca} ${victoria} 08/1.1 10/2.1 11-11 ${truth}>2022`,
    ON: `${ca} 02/3.1 ${victoria} 10/2.1 12-26`,
    PE: `${ca} 02/3.1 11-11 ${truth}>2022`,
    QC: `${ca} ${victoria} 06-24 10/2.1`,
    SK: `${ca} 02/3.1 ${victoria} 08/1.1 10/2.1 11-11`,
    YT: `${ca} ${victoria} 06-21 08/3.1 10/2.1 11-11 ${truth}>2023`,
  },
  CH: {
    '': ch,
    ZH: `${reformed} 05-01`,
    BE: `${reformed} 01-02`,
    LU: `${catholic} E-2 12-08 12-26`,
    UR: `${catholic} 01-06 03-19 E-2 E+1 E+50 12-08 12-26@234`,
    SZ: `${catholic} 01-06 03-19 E-2 E+1 E+50 12-08 12-26`,
    OW: `${catholic} E-2 09-25 12-08`,
    NW: `${catholic} 03-19 E-2 12-08`,
    GL: `${reformed} 11-01`,
    ZG: `${catholic} E-2 12-08`,
    FR: `${catholic} E-2 12-08`,
    SO: `${catholic} 03-19 E-2`,
    BS: `${reformed} 05-01`,
    BL: `${reformed} 05-01`,
    SH: `${reformed} 05-01`,
    AR: `${ch} E-2 E+1 E+50 12-26@2345`,
    AI: `${catholic} E-2 E+1 E+50 09-22 12-26@1345`,
    SG: `${reformed} 11-01`,
    GR: `${ch} E+1 E+50 12-26`,
    AG: `${catholic} 01-02 E-2 E+1 05-01 E+50 12-08 12-26`,
    TG: `${reformed} 01-02 05-01`,
    TI: `${catholic} 01-06 03-19 E+1 05-01 E+50 06-29 12-08 12-26`,
    VD: `${ch} 01-02 E-2 E+1 E+50 09/3.7+1`,
    VS: `${catholic} 03-19 12-08`,
    NE: `${ch} 01-02@1 03-01 E-2 E+1 05-01 12-26@1`,
    GE: `${ch} E-2 E+1 E+50 09/1.7+4 12-31`,
    JU: `${catholic} 01-02 E-2 E+1 05-01 E+50 06-23`,
  },
};
