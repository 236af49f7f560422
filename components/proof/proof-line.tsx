import { getTranslations } from 'next-intl/server'
import { getClock } from '@/components/wizard/clock'
import { sidePath } from '@/components/wizard/paths'
import type { MigrationView } from '@/lib/migration/view'
import type { ProofView, Said } from '@/lib/proof/view'

/** One line for the page of the finished move: what both ways have shown so far, and the way there. */
export async function ProofLine({ view }: { view: MigrationView }) {
  if (view.proof === null) return null
  const t = await getTranslations('proof.line')
  const { proof } = view
  const tried = proof.arrivedAt ?? proof.inSaid ?? proof.answer ?? proof.out
  return (
    <p>
      {tried === null ? null : <>{t('both', { in: await inWords(proof), out: await outWords(proof) })} </>}
      <a href={sidePath(view.id, 'proof')} className="inline-flex min-h-11 items-center">
        {t('link')}
      </a>
    </p>
  )
}

async function inWords({ arrivedAt, inSaid }: ProofView): Promise<string> {
  const [t, clock] = await Promise.all([getTranslations('proof.line'), getClock()])
  if (arrivedAt !== null) return t('arrived', { time: clock(arrivedAt) })
  return inSaid === null ? t('open') : saidWords(inSaid)
}

async function saidWords({ arrived, by }: Said): Promise<string> {
  const t = await getTranslations('proof.line')
  return t('said', { arrived: arrived ? 'yes' : 'no', name: by })
}

/** The better news of the two: one delivered message is the proof. */
async function outWords({ answer, out, outSaid }: ProofView): Promise<string> {
  const [t, clock] = await Promise.all([getTranslations('proof.line'), getClock()])
  const messages = [answer, out].filter((message) => message !== null)
  const delivered = messages.find(({ deliveredAt }) => deliveredAt !== null)
  if (delivered?.deliveredAt) return t('delivered', { time: clock(delivered.deliveredAt) })
  const word = messages.find(({ decided }) => decided !== null)?.decided ?? outSaid
  if (word !== null) return saidWords(word)
  const [last] = messages.toSorted((a, b) => b.at.localeCompare(a.at))
  if (last === undefined) return t('open')
  if (last.failedAt !== null) return t('failed')
  return last.state === 'unknown' ? t('lost') : t('sent', { time: clock(last.at) })
}
