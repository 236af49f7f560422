import type { Field } from './fields'
import { named, narrow, project } from './project'
import type { Template, World } from './state'

const DEFAULT_TEMPLATE = named('name parameter_format components language status category')

export function formatTemplate(world: World, template: Template, fields: readonly Field[] | null) {
  const readers = {
    name: () => template.name,
    language: () => template.language,
    status: () => template.status,
    category: () => template.category,
    quality_score: (field: Field) => narrow({ score: template.quality, date: 1_767_225_600 }, field),
    rejected_reason: () => template.rejectedReason,
    parameter_format: () => template.parameterFormat,
    components: () => template.components,
    previous_category: () => undefined,
    sub_category: () => undefined,
    library_template_name: () => undefined,
  }
  return project('WhatsAppMessageTemplate', template.id, readers, fields ?? DEFAULT_TEMPLATE, world.rules)
}
