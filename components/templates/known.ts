import { isBusy } from '@/components/wizard/position'
import type { Viewer } from '@/components/wizard/viewer'
import type { MigrationView } from '@/lib/migration/view'
import type { TemplatesView } from '@/lib/templates/view'

/** What every part of the templates page is made from. */
export type Known = { view: MigrationView; viewer: Viewer; templates: TemplatesView }

/** Whether anything may be asked of Meta now. */
export const mayAsk = ({ view, viewer }: Known): boolean => viewer.move && !isBusy(view) && !view.quarantined
