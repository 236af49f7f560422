import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import type { FieldValues, Resolver } from 'react-hook-form'
import type { ZodType } from 'zod'

/** A file of its own, fetched with the schema when a form is first sent: most forms are judged by the server alone. */
export const schemaResolver = <Values extends FieldValues>(
  schema: ZodType<Values, Values>,
): Resolver<Values, unknown, Values> => standardSchemaResolver<Values, unknown, Values>(schema)
