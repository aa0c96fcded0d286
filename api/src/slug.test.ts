import { expect, test } from 'vitest'
import { isReserved, numbered, plain, slugify } from './slug.ts'

test.each([
  ['Société Générale', 'societe-generale'],
  ["L'Oréal", 'l-oreal'],
  ['L’Oréal', 'l-oreal'],
  ['Marks & Spencer', 'marks-and-spencer'],
  ['Straße', 'strasse'],
  ['  --Acme--  ', 'acme'],
  ['Łódź Æther Ørsted', 'lodz-aether-orsted'],
  ['cafe\u0301', 'cafe'],
  ['Яндекс', 'yandeks'],
  ['***', ''],
])('%s → %s', (name, slug) => {
  expect(slugify(name)).toBe(slug)
})

test('whatever the name, the slug is one of the contract', () => {
  for (const name of ['a'.repeat(300), 'é-'.repeat(100), '日本語', '𝓐𝓬𝓶𝓮', '🙂 smile'])
    expect(slugify(name)).toMatch(/^(?:[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?)?$/)
})

test('numbers fit into the length', () => {
  expect([1, 2, 11].map((n) => numbered('acme', n))).toEqual(['acme', 'acme-2', 'acme-11'])
  expect(numbered('a'.repeat(80), 100)).toBe(`${'a'.repeat(76)}-100`)
  expect(numbered(`${'a'.repeat(76)}-bcd`, 100)).toBe(`${'a'.repeat(76)}-100`)
})

test('names of the site are reserved, names of companies are not', () => {
  for (const slug of ['admin', 'api', 'portal', 'healthz', 'widget']) expect(isReserved(slug)).toBe(true)
  for (const slug of ['acme', 'admin-2', 'constructor', '']) expect(isReserved(slug)).toBe(false)
})

test('search knows neither accents nor case', () => {
  expect(plain('ÉTÉ')).toBe(plain('e\u0301te\u0301'))
})
