import type { ApiFailure, GraphFailure } from '@/lib/graph/failure'
import type { ErrorParams } from './app-error'
import { type ErrorCode, type MetaCode, metaCatalog } from './catalog'
import { type Asked, META_ANSWERS } from './meta-answers'

export type Translated = { code: ErrorCode; params: ErrorParams; waitSeconds: number | null }

/** Meta's answer in our own code. */
export function translate(failure: GraphFailure, command: Asked): Translated {
  switch (failure.kind) {
    case 'api':
      return translateApi(failure, command)
    case 'network':
    case 'timeout':
      if (failure.phase === 'before_send') return plain('not_sent')
      return command === 'read' ? plain('meta_down') : { code: 'step_unknown', params: {}, waitSeconds: null }
    case 'malformed':
      return plain(failure.status >= 500 ? 'meta_down' : failure.status === 429 ? 'meta_busy' : 'meta_unreadable')
    case 'redirect':
      return plain('meta_unreadable')
  }
}

const plain = (code: MetaCode): Translated => ({ code, params: {}, waitSeconds: metaCatalog[code].wait ?? null })

function translateApi(failure: ApiFailure, command: Asked): Translated {
  const code = codeOf(failure, command)
  const params: ErrorParams = failure.traceId === null ? {} : { traceId: failure.traceId }
  return { code, params, waitSeconds: failure.waitSeconds ?? metaCatalog[code].wait ?? null }
}

/** (code, subcode), then subcode, then code, then the HTTP status (contract 8.1). */
function codeOf(failure: ApiFailure, command: Asked): MetaCode {
  const words = normalise([failure.title, failure.userMessage, failure.text, failure.details].join(' '))
  for (const name of namesOf(failure)) {
    const fits = META_ANSWERS.find(
      (row) =>
        row.meta.includes(name) &&
        (row.words?.test(words) ?? true) &&
        (row.at === undefined || row.at.includes(command)),
    )
    if (fits !== undefined) return fits.our
  }
  return 'graph_unknown'
}

const namesOf = ({ code, subcode, isTransient, status }: ApiFailure): string[] => [
  ...(subcode === null ? [] : [`${code}/${subcode}`, `/${subcode}`]),
  `/${code}`,
  `${code}`,
  ...(code > 200 && code <= 299 ? ['201–299'] : []),
  ...(isTransient ? ['is_transient'] : []),
  `HTTP ${status}`,
  ...(status >= 500 ? ['HTTP 5xx'] : []),
]

const normalise = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
