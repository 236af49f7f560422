import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Fold } from '@/components/data/fold'

/** In the same place on every page: the end, before the footer. */
export async function GetHelp({ reference, children }: { reference?: string; children?: ReactNode }) {
  const t = await getTranslations('common')
  return (
    <div className="no-print mt-10 border-t border-hairline pt-2">
      <Fold title={t('getHelp')}>
        {children ?? <p>{t('helpText')}</p>}
        {reference ? (
          <p>
            {t('helpReference')} <bdi className="digits">{reference}</bdi>
          </p>
        ) : null}
      </Fold>
    </div>
  )
}
