import type { Template, World } from './state'
import { DEFAULT_RULES } from './world'

type Newer = 'sent' | 'inbound' | 'templateFailures'
type StoredTemplate = Omit<Template, 'components' | 'parameterFormat'> &
  Partial<Pick<Template, 'components' | 'parameterFormat'>> & { body?: string }

/** A world as any version of ours may have stored it: before messages could be sent, a template was its body. */
export type StoredWorld = Omit<World, Newer | 'rules' | 'templates' | 'veil'> &
  Partial<Pick<World, Newer>> & {
    rules: Partial<World['rules']>
    templates: StoredTemplate[]
    veil: (Omit<NonNullable<World['veil']>, 'templates'> & { templates: StoredTemplate[] }) | null
  }

export const openWorld = (stored: StoredWorld): World => ({
  ...stored,
  sent: stored.sent ?? [],
  inbound: stored.inbound ?? [],
  templateFailures: stored.templateFailures ?? {},
  rules: { ...DEFAULT_RULES, ...stored.rules },
  templates: stored.templates.map(openTemplate),
  veil: stored.veil && { ...stored.veil, templates: stored.veil.templates.map(openTemplate) },
})

const openTemplate = ({ body = '', ...template }: StoredTemplate): Template => ({
  ...template,
  parameterFormat: template.parameterFormat ?? 'POSITIONAL',
  components: template.components ?? [{ type: 'BODY', text: body, example: { body_text: [['Lan']] } }],
})
