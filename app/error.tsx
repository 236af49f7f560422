'use client'

import { Button } from '@/components/form/button'
import { useTexts } from '@/components/layout/texts-provider'

/** The digest is the reference under which the server has written the cause down. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const texts = useTexts()
  return (
    <main className="wrap py-8">
      <title>{texts.common('faultTitle')}</title>
      <h1 tabIndex={-1}>{texts.common('faultTitle')}</h1>
      <p className="my-4">{texts.common('faultText')}</p>
      <Button onClick={reset}>{texts.common('faultAgain')}</Button>
      {error.digest ? (
        <p className="my-4">
          {texts.common('faultReference')} <bdi className="digits">{error.digest}</bdi>
        </p>
      ) : null}
    </main>
  )
}
