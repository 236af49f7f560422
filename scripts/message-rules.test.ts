import { describe, expect, it } from 'vitest'
import {
  argumentsOf,
  checkUses,
  compareCatalogues,
  findBannedWords,
  findMissingErrorTexts,
  findUses,
  flatten,
} from './message-rules.mjs'

const map = (entries: Record<string, string>) => new Map(Object.entries(entries))

describe('compareCatalogues', () => {
  it('is content when keys and arguments agree, whatever the plural forms', () => {
    const en = map({ a: 'Hi {name}', b: '{n, plural, one {# move} other {# moves}}', c: 'See <a>this</a>' })
    const vi = map({ a: 'Chào {name}', b: '{n} lần', c: 'Xem <a>đây</a>' })
    expect(compareCatalogues({ en, vi })).toEqual([])
  })

  it.each([
    ['a key missing here', map({ a: 'x', b: 'y' }), map({ a: 'x' }), 'vi b: missing'],
    ['a key missing there', map({ a: 'x' }), map({ a: 'x', b: 'y' }), 'en b: missing'],
    ['another argument', map({ a: 'Hi {name}' }), map({ a: 'Chào {ten}' }), 'vi a: arguments'],
    ['another kind of argument', map({ a: '{n, date}' }), map({ a: '{n}' }), 'vi a: arguments'],
    [
      'another case of a select',
      map({ a: '{s, select, x {1} other {2}}' }),
      map({ a: '{s, select, other {2}}' }),
      'vi a',
    ],
    ['a tag lost', map({ a: '<b>x</b>' }), map({ a: 'x' }), 'vi a: arguments'],
    ['a brace left open', map({ a: 'Hi {name' }), map({ a: 'Hi {name' }), 'en a: not an ICU message'],
    ['nothing said', map({ a: ' ' }), map({ a: 'x' }), 'en a: empty'],
  ])('finds %s', (_what, en, vi, expected) => {
    expect(compareCatalogues({ en, vi }).join('\n')).toContain(expected)
  })

  it('reads arguments inside other arguments', () => {
    expect(argumentsOf('{n, plural, other {{who} has <b>{x, number}</b>}}')).toEqual([
      'b:tag',
      'n:plural',
      'who:argument',
      'x:number',
    ])
  })
})

describe('findBannedWords', () => {
  it('finds whole words in any case and leaves longer words alone', () => {
    const en = map({ a: 'Please wait', b: 'Turn off 2FA.', c: 'invalidated, pleased, stop', d: 'the otp' })
    expect(findBannedWords('en', en)).toEqual(['en a: says "please"', 'en b: says "2FA"', 'en d: says "OTP"'])
    expect(findBannedWords('vi', map({ a: 'Vui lòng chờ' }))).toEqual(['vi a: says "vui lòng"'])
  })
})

describe('findMissingErrorTexts', () => {
  it('wants words for every code', () => {
    expect(findMissingErrorTexts(map({ 'errors.a': 'x' }), ['a', 'b'])).toEqual(['errors.b: the code has no words'])
  })
})

describe('findUses', () => {
  const keys = (source: string) => findUses(source, 'x.tsx').map((use) => `${use.kind} ${use.key}`)

  it.each([
    [`const t = await getTranslations('home'); t('title')`, ['exact home.title']],
    [`const t = useTranslations(); t('home.title')`, ['exact home.title']],
    [`const t = await getTranslations({ locale, namespace: 'home' }); t('title')`, ['exact home.title']],
    [`const [l, t] = await Promise.all([getLocale(), getTranslations('header')]); t('skip')`, ['exact header.skip']],
    [`const t = useTranslations('a'); t.rich('b', { c: 1 })`, ['exact a.b']],
    [`const t = useTranslations('a'); t(yes ? 'b' : 'c')`, ['exact a.b', 'exact a.c']],
    ['const t = useTranslations("a"); t(`b`)', ['exact a.b']],
    [`const t = useTranslations('a'); t(\`b.\${x}\`)`, ['pattern a.b.*']],
    [`const t = useTranslations('a'); t(\`\${x}.why\`)`, ['pattern a.*.why']],
    [`const t = useTranslations('a'); t(\`\${x}\`); t(x)`, []],
    [`const t = useTranslations(\`a.p\${page}\`); t('b')`, ['pattern a.p*.b']],
    [`const t = useTranslations(namespace); t('b')`, ['suffix b']],
    [`function f(t: Translator) { return t('b') }`, ['suffix b']],
    [`const x = <p>{texts.common('back')}</p>`, ['exact common.back']],
    [
      `async function A() { const t = await getTranslations('a'); t('x') } async function B() { const t = await getTranslations('b'); t('x') }`,
      ['exact a.x', 'exact b.x'],
    ],
    [`const t = setTimeout(f); other('title')`, []],
  ])('reads %s', (source, expected) => {
    expect(keys(`async function page() { ${source} }`)).toEqual(expected)
  })
})

describe('checkUses', () => {
  const catalogue = flatten({ home: { title: 'x', lead: 'y' }, errors: { internal: 'z' } })
  const use = (kind: string, key: string) => ({ kind, key, file: 'x.tsx' })

  it('is content when every key is used or of a declared family', () => {
    expect(checkUses(catalogue, [use('exact', 'home.title'), use('suffix', 'lead')], ['errors.*'])).toEqual([])
    expect(checkUses(catalogue, [use('pattern', 'home.*'), use('pattern', 'err*.int*al')], [])).toEqual([])
  })

  it('names what is missing and what is unused', () => {
    expect(
      checkUses(catalogue, [use('exact', 'home.none'), use('pattern', 'home.*.x')], ['errors.*', 'gone.*']),
    ).toEqual([
      'x.tsx: no message "home.none"',
      'x.tsx: no message "home.*.x"',
      'home.title: used nowhere',
      'home.lead: used nowhere',
      'family gone.*: no such messages',
    ])
  })
})
