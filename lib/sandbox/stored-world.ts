import type { PhoneNumber, SentMessage, Template, World } from './state'
import { DEFAULT_RULES } from './world'

type Newer = 'inbound' | 'templateFailures'
type StoredNumber = Omit<PhoneNumber, 'overrideCallbackUri'> & Partial<Pick<PhoneNumber, 'overrideCallbackUri'>>
type StoredTemplate = Omit<Template, 'components' | 'parameterFormat'> &
  Partial<Pick<Template, 'components' | 'parameterFormat'>> & { body?: string }

type StoredVeil = Omit<NonNullable<World['veil']>, 'templates' | 'numbers'> & {
  templates: StoredTemplate[]
  numbers: StoredNumber[]
}

/** A world as any version of ours may have stored it: before messages could be sent, a template was its body. */
export type StoredWorld = Omit<World, Newer | 'app' | 'sent' | 'rules' | 'numbers' | 'templates' | 'veil'> &
  Partial<Pick<World, Newer>> & {
    app: Omit<World['app'], 'callback'> & Partial<Pick<World['app'], 'callback'>>
    sent?: (Omit<SentMessage, 'text'> & Partial<Pick<SentMessage, 'text'>>)[]
    rules: Partial<World['rules']>
    numbers: StoredNumber[]
    templates: StoredTemplate[]
    veil: StoredVeil | null
  }

export const openWorld = (stored: StoredWorld): World => ({
  ...stored,
  app: { ...stored.app, callback: stored.app.callback ?? null },
  sent: (stored.sent ?? []).map((message) => ({ ...message, text: message.text ?? '' })),
  inbound: stored.inbound ?? [],
  templateFailures: stored.templateFailures ?? {},
  rules: { ...DEFAULT_RULES, ...stored.rules },
  numbers: stored.numbers.map(openNumber),
  templates: stored.templates.map(openTemplate),
  veil: stored.veil && {
    ...stored.veil,
    numbers: stored.veil.numbers.map(openNumber),
    templates: stored.veil.templates.map(openTemplate),
  },
})

const openNumber = (number: StoredNumber): PhoneNumber => ({
  ...number,
  overrideCallbackUri: number.overrideCallbackUri ?? null,
})

const openTemplate = ({ body = '', ...template }: StoredTemplate): Template => ({
  ...template,
  parameterFormat: template.parameterFormat ?? 'POSITIONAL',
  components: template.components ?? [{ type: 'BODY', text: body, example: { body_text: [['Lan']] } }],
})
