import { getTranslations } from 'next-intl/server'
import type { TemplateRow } from '@/lib/report/view'
import type { ReportWords } from '@/lib/report/words'

/** Each by name: what moved, what did not, and why. Those that need somebody stand first. */
export async function ReportTemplates({ templates, words }: { templates: readonly TemplateRow[]; words: ReportWords }) {
  if (templates.length === 0) return null
  const t = await getTranslations('report')
  return (
    <table className="table my-4">
      <caption className="pb-2 text-start font-strong">{t('templates')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('template')}</th>
          <th scope="col">{t('result')}</th>
        </tr>
      </thead>
      <tbody>
        {words.templateLines(templates).map(({ name, result }) => (
          <tr key={`${name} ${result}`}>
            <th scope="row">
              <bdi className="break-all">{name}</bdi>
            </th>
            <td data-label={t('result')}>{result}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
