import { readFileSync } from 'node:fs'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'
import * as z from 'zod'
import type { Exchange } from './exchanges'

const Content = z.object({
  content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })).optional(),
})
const Operation = z.object({ requestBody: Content.optional(), responses: z.record(z.string(), Content) })
const MetaFile = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.record(z.string(), z.unknown()),
})

type JsonSchema = Record<string, unknown>

/** `add a number: request required verified_name`, with every index of a list written as `*`. */
const describeFault = (exchange: Exchange, side: 'request' | 'answer', error: ErrorObject): string => {
  const place = error.instancePath.replaceAll(/\/\d+(?=\/|$)/g, '/*')
  const what = error.keyword === 'required' ? `required ${String(error.params.missingProperty)}` : error.keyword
  return `${exchange.name}: ${side}${place} ${what}`
}

/** Meta's OpenAPI file as a judge: what in an exchange is not as the file says. */
export function openMetaFile(file: string): (exchange: Exchange) => string[] {
  const meta = MetaFile.parse(parse(readFileSync(file, 'utf8')))
  // The file carries examples and vendor keywords that no validator knows; they decide nothing.
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false })
  addFormats.default(ajv)

  const compiled = new Map<string, ValidateFunction>()
  const compile = (schema: JsonSchema): ValidateFunction => {
    const key = JSON.stringify(schema)
    const validate = compiled.get(key) ?? ajv.compile({ ...schema, components: meta.components })
    compiled.set(key, validate)
    return validate
  }

  const judge = (exchange: Exchange, side: 'request' | 'answer', schema: JsonSchema | undefined, value: unknown) => {
    if (schema === undefined) return [`${exchange.name}: ${side} is not described`]
    const validate = compile(schema)
    validate(value)
    return (validate.errors ?? []).map((error) => describeFault(exchange, side, error))
  }

  return (exchange) => {
    const paths = meta.paths[`/{Version}${exchange.path}`] ?? meta.paths[exchange.path]
    const operation = Operation.parse(paths?.[exchange.method])
    const described = operation.responses[String(exchange.status)]
    const answered =
      exchange.answer === undefined ? [] : judge(exchange, 'answer', jsonSchema(described), exchange.answer)
    const faults = [
      ...(exchange.request === undefined
        ? []
        : judge(exchange, 'request', jsonSchema(operation.requestBody), exchange.request)),
      ...(described === undefined ? [`${exchange.name}: status ${exchange.status} is not described`] : answered),
    ]
    return [...new Set(faults)]
  }
}

const jsonSchema = (content: z.infer<typeof Content> | undefined): JsonSchema | undefined =>
  content?.content?.['application/json']?.schema
