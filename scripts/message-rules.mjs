/** What must be true of the words people see. Pure: catalogues and sources in, complaints out. */
import { parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { parseSync } from '@swc/core'

const TRANSLATORS = new Set(['getTranslations', 'useTranslations', 'createTranslator'])
const METHODS = new Set(['rich', 'markup', 'has', 'raw'])

const BANNED = {
  en: ['2FA', 'OTP', 'BSP', 'please', 'sorry', 'invalid'],
  vi: ['2FA', 'OTP', 'BSP', 'vui lòng'],
}

/** { a: { b: 'x' } } → Map { 'a.b' → 'x' } */
export function flatten(tree, prefix = '') {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
    ),
  )
}

/** The arguments of an ICU message, each with its kind: `count:plural`, `name:argument`, `link:tag`, `who:select(a,b)`. */
export function argumentsOf(message) {
  const found = new Set()
  const visit = (elements) => {
    for (const element of elements) {
      if (element.type === TYPE.argument) found.add(`${element.value}:argument`)
      if (element.type === TYPE.number) found.add(`${element.value}:number`)
      if (element.type === TYPE.date || element.type === TYPE.time) found.add(`${element.value}:time`)
      if (element.type === TYPE.tag) {
        found.add(`${element.value}:tag`)
        visit(element.children)
      }
      if (element.type === TYPE.select || element.type === TYPE.plural) {
        // Languages differ in their plural forms, never in the cases of a select.
        const cases = element.type === TYPE.select ? `(${Object.keys(element.options).sort().join()})` : ''
        found.add(`${element.value}:${element.type === TYPE.select ? 'select' : 'plural'}${cases}`)
        for (const option of Object.values(element.options)) visit(option.value)
      }
    }
  }
  visit(parse(message))
  return [...found].sort()
}

function tryArguments(message) {
  try {
    return { list: argumentsOf(message) }
  } catch (error) {
    return { problem: error.message }
  }
}

/** Same keys, each a message ICU can read, with the same arguments. */
export function compareCatalogues(catalogues) {
  const [[first, source], ...others] = Object.entries(catalogues)
  const faults = []
  for (const [locale, catalogue] of Object.entries(catalogues)) {
    for (const [key, message] of catalogue) {
      const { problem } = tryArguments(message)
      if (problem) faults.push(`${locale} ${key}: not an ICU message (${problem})`)
      if (message.trim() === '') faults.push(`${locale} ${key}: empty`)
    }
  }
  for (const [locale, catalogue] of others) {
    for (const key of source.keys()) if (!catalogue.has(key)) faults.push(`${locale} ${key}: missing, ${first} has it`)
    for (const [key, message] of catalogue) {
      const original = source.get(key)
      if (original === undefined) {
        faults.push(`${first} ${key}: missing, ${locale} has it`)
        continue
      }
      const theirs = tryArguments(message).list
      const ours = tryArguments(original).list
      if (theirs && ours && comparable(theirs) !== comparable(ours)) {
        faults.push(`${locale} ${key}: arguments [${theirs.join(' ')}], ${first} has [${ours.join(' ')}]`)
      }
    }
  }
  return faults
}

/** A language without plural forms shows the bare number where another one chooses a form. */
const comparable = (list) => list.map((item) => item.replace(/:(plural|number)$/, ':argument')).join(' ')

export function findBannedWords(locale, catalogue) {
  const faults = []
  for (const [key, message] of catalogue) {
    for (const word of BANNED[locale] ?? []) {
      if (new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'iu').test(message)) {
        faults.push(`${locale} ${key}: says "${word}"`)
      }
    }
  }
  return faults
}

export const findMissingErrorTexts = (catalogue, codes) =>
  codes.filter((code) => !catalogue.has(`errors.${code}`)).map((code) => `errors.${code}: the code has no words`)

/**
 * The message keys a source file names: `exact` in full, `suffix` where the namespace is not known (a translator that
 * came as a parameter), `pattern` where a part is computed, with `*` for that part.
 */
export function findUses(source, filename) {
  const uses = []
  const ast = parseSync(source, { syntax: 'typescript', tsx: filename.endsWith('x'), target: 'es2022' })
  visit(ast, new Map())
  return uses

  function visit(node, scope) {
    if (Array.isArray(node)) {
      for (const item of node) visit(item, scope)
      return
    }
    if (typeof node !== 'object' || node === null) return
    let inner = scope
    if (/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|ClassMethod)$/.test(node.type)) {
      inner = new Map(scope)
      for (const name of parameterNames(node)) inner.set(name, name === 't' ? null : undefined)
    }
    if (node.type === 'VariableDeclarator' && node.init) bind(node.id, node.init, inner)
    if (node.type === 'CallExpression') record(node, inner)
    for (const [key, value] of Object.entries(node)) if (key !== 'span') visit(value, inner)
  }

  function record(call, scope) {
    const namespace = namespaceOfCallee(call.callee, scope)
    if (namespace === undefined) return
    const argument = call.arguments[0]?.expression
    for (const text of argument ? textsOf(argument) : []) {
      if (namespace === null && !text.includes('*')) uses.push({ kind: 'suffix', key: text })
      if (namespace === null) continue
      const key = namespace + text
      uses.push({ kind: key.includes('*') ? 'pattern' : 'exact', key })
    }
  }
}

/** The namespace with its dot, '' at the root, null when there is one that we cannot know, undefined: no translator. */
function namespaceOfCallee(callee, scope) {
  if (callee.type === 'Identifier') return scope.get(callee.value)
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return undefined
  const object = callee.object
  // The client's own dictionary: `texts.common('back')`.
  if (callee.property.value === 'common') return 'common.'
  return object.type === 'Identifier' && METHODS.has(callee.property.value) ? scope.get(object.value) : undefined
}

function parameterNames(node) {
  const patterns = (node.params ?? node.function?.params ?? []).map((param) => param.pat ?? param)
  return patterns.flatMap(namesIn)
}

function namesIn(pattern) {
  if (!pattern) return []
  if (pattern.type === 'Identifier') return [pattern.value]
  if (pattern.type === 'AssignmentPattern') return namesIn(pattern.left)
  if (pattern.type === 'ArrayPattern') return pattern.elements.flatMap(namesIn)
  if (pattern.type === 'ObjectPattern') {
    return pattern.properties.flatMap((property) =>
      property.type === 'AssignmentPatternProperty' ? [property.key.value] : namesIn(property.value),
    )
  }
  return []
}

function bind(pattern, init, scope) {
  const value = init.type === 'AwaitExpression' ? init.argument : init
  if (pattern.type === 'Identifier') {
    const namespace = namespaceOfInit(value)
    if (namespace !== undefined) scope.set(pattern.value, namespace)
    return
  }
  // const [locale, t] = await Promise.all([getLocale(), getTranslations('header')])
  const list = value.type === 'CallExpression' ? value.arguments[0]?.expression : undefined
  if (pattern.type !== 'ArrayPattern' || list?.type !== 'ArrayExpression') return
  for (const [index, element] of pattern.elements.entries()) {
    const item = list.elements[index]?.expression
    if (element && item) bind(element, item, scope)
  }
}

function namespaceOfInit(init) {
  if (init.type !== 'CallExpression' || init.callee.type !== 'Identifier') return undefined
  if (!TRANSLATORS.has(init.callee.value)) return undefined
  const argument = init.arguments[0]?.expression
  if (!argument) return ''
  if (argument.type !== 'ObjectExpression') return asNamespace(argument)
  const namespace = argument.properties.find((property) => property.key?.value === 'namespace')
  if (!namespace) return ''
  return asNamespace(namespace.value)
}

function asNamespace(expression) {
  const [text, ...others] = textsOf(expression)
  return text === undefined || others.length > 0 ? null : `${text}.`
}

/** The keys an expression can be, with `*` for a computed part. One that is computed as a whole says nothing. */
function textsOf(expression) {
  if (expression.type === 'StringLiteral') return [expression.value]
  if (expression.type === 'ParenthesisExpression') return textsOf(expression.expression)
  if (expression.type === 'ConditionalExpression') {
    return [...textsOf(expression.consequent), ...textsOf(expression.alternate)]
  }
  if (expression.type === 'TsAsExpression' || expression.type === 'TsSatisfiesExpression') {
    return textsOf(expression.expression)
  }
  if (expression.type !== 'TemplateLiteral') return []
  const text = expression.quasis.map((quasi) => quasi.cooked).join('*')
  return /[^*.]/.test(text) ? [text] : []
}

/** `a.*.b`: a star stands for whatever is computed. */
const matcher = (pattern) => new RegExp(`^${pattern.split('*').map(RegExp.escape).join('.+')}$`)

const inFamily = (key, families) => families.some((family) => matcher(family).test(key))

/** Keys used and missing, keys there and unused. `families` are those that the program computes as a whole. */
export function checkUses(catalogue, uses, families) {
  const faults = []
  const used = new Set()
  const keys = [...catalogue.keys()]
  for (const { kind, key, file } of uses) {
    const hits = hitsOf(kind, key, keys)
    if (hits.length === 0 && !inFamily(key, families)) faults.push(`${file}: no message "${key}"`)
    for (const hit of hits) used.add(hit)
  }
  for (const key of keys) if (!used.has(key) && !inFamily(key, families)) faults.push(`${key}: used nowhere`)
  for (const family of families) {
    if (!keys.some((key) => inFamily(key, [family]))) faults.push(`family ${family}: no such messages`)
  }
  return [...new Set(faults)]
}

function hitsOf(kind, key, keys) {
  if (kind === 'exact') return keys.filter((found) => found === key || found.startsWith(`${key}.`))
  if (kind === 'suffix') return keys.filter((found) => found === key || found.endsWith(`.${key}`))
  return keys.filter((found) => matcher(key).test(found))
}
