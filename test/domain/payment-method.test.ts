import { describe, expect, test } from 'vitest';
import { isTransfer, keptMethod, paymentMethod, typedMethod } from '../../src/domain/payment-method.ts';

describe('means of payment as people write them', () => {
  test.each([
    ['virement', 'transfer'],
    ['Virement bancaire', 'transfer'],
    ['VIREMENT  SEPA', 'transfer'],
    ['bank transfer', 'transfer'],
    ['transfer', 'transfer'],
    ['wire', 'transfer'],
    ['carte', 'card'],
    ['CB', 'card'],
    ['chèque', 'cheque'],
    ['check', 'cheque'],
    ['prelevement', 'direct_debit'],
    ['direct_debit', 'direct_debit'],
    ['Espèces', 'cash'],
    ['lien de paiement', 'link'],
    ['PayPal', undefined],
    ['virement ou chèque', undefined],
    ['', undefined],
  ])('%j: %s', (text, method) => {
    expect(paymentMethod(text)).toBe(method);
    expect(keptMethod(text)).toBe(method ?? text);
  });

  test.each([
    ['transfer', 'virement', 'bank transfer'],
    ['virement', 'virement', 'bank transfer'],
    ['direct_debit', 'prélèvement', 'direct debit'],
    ['PayPal', 'PayPal', 'PayPal'],
  ])('%s is shown as %s, as %s', (kept, french, english) => {
    expect([typedMethod(kept, 'fr'), typedMethod(kept, 'en')]).toEqual([french, english]);
    expect([keptMethod(french), keptMethod(english)]).toEqual([keptMethod(kept), keptMethod(kept)]);
  });

  test.each([
    [null, true],
    ['virement', true],
    ['transfer', true],
    ['bank transfer', true],
    ['chèque', false],
    ['PayPal', false],
  ])('%s from account to account: %s', (method, expected) => {
    expect(isTransfer(method)).toBe(expected);
  });
});
